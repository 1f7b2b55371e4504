package pmuoracle.harness.system.imperative.arm64;

import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Machine.Irqchip;

/** Machines that differ from a plain one in what a test is about. */
public final class Machines {
  public static final Arm64Machine PLAIN = Arm64Machine.plain(false);
  public static final Arm64Machine NESTED = Arm64Machine.plain(true);

  /** What every generation can be: versions 4, so that counters have 32 bits. */
  public static final Arm64Machine OLD = versions(4, 4, 1);

  /** Hardware and guest of the first version: 1,024 events. */
  public static final Arm64Machine SMALL = versions(1, 1, 1);

  private Machines() {}

  public static Arm64Machine versions(int host, int vm, int vcpus) {
    return of(host, vm, false, Irqchip.READY, 1, vcpus);
  }

  public static Arm64Machine pmus(boolean strict, int pmus) {
    return of(6, 6, strict, Irqchip.READY, pmus, 1);
  }

  public static Arm64Machine irqchip(Irqchip irqchip) {
    return of(6, 6, false, irqchip, 1, 1);
  }

  /** One that every generation can be, unless it is nested. */
  public static Arm64Machine unready(Irqchip irqchip, boolean nested, boolean pmu) {
    return new Arm64Machine(
        4, false, 4, 6, true, true, nested, pmu, false, irqchip, 1, true, -1L, -1L, 2);
  }

  private static Arm64Machine of(
      int host, int vm, boolean strict, Irqchip irqchip, int pmus, int vcpus) {
    return new Arm64Machine(
        host, false, vm, 6, true, true, false, true, strict, irqchip, pmus, true, -1L, -1L, vcpus);
  }

  /** A first-release machine whose hardware has these events. */
  public static Arm64Machine events(int host, long ceid0, long ceid1) {
    return new Arm64Machine(
        host, false, 1, 6, true, true, false, true, false, Irqchip.READY, 1, true, ceid0, ceid1, 1);
  }

  public static Arm64Machine withoutPmu() {
    return new Arm64Machine(
        6, false, 6, 6, true, true, true, false, false, Irqchip.READY, 1, true, -1L, -1L, 1);
  }

  public static Arm64Machine el3(boolean hardware, boolean guest, boolean nested) {
    return levels(hardware, guest, true, nested);
  }

  public static Arm64Machine levels(boolean hardwareEl3, boolean el3, boolean el2, boolean nested) {
    return new Arm64Machine(
        6,
        false,
        6,
        6,
        hardwareEl3,
        el3,
        nested,
        true,
        false,
        Irqchip.READY,
        1,
        true,
        -1L,
        -1L,
        1,
        el2);
  }

  public static Arm64Machine withoutFineGrainedTraps() {
    return new Arm64Machine(
        6, false, 6, 6, true, true, true, true, false, Irqchip.READY, 1, false, -1L, -1L, 1);
  }
}
