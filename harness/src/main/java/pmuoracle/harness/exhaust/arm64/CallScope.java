package pmuoracle.harness.exhaust.arm64;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.harness.exhaust.Digits;
import pmuoracle.harness.exhaust.Scope;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Machine.Irqchip;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.FilterRequest;
import pmuoracle.spec.arm64.Pmcr;
import pmuoracle.spec.arm64.Register;
import pmuoracle.spec.arm64.Register.Kind;

/** Every short sequence of filter calls over boundary values, each asked about events there. */
public final class CallScope implements Scope<Arm64Machine> {
  private static final int LONGEST = 3;
  private static final int[] BASES = {0, 1, 0x11, 0x3ff, 0x400, 0xffff};
  private static final int[] SIZES = {0, 1, 2, 0xffff};
  private static final int[] EVENTS = {
    0x01, 0x02, 0x10, 0x11, 0x12, 0x3fe, 0x3ff, 0x400, 0x401, 0xfffe, 0xffff
  };

  private final List<FilterRequest> calls = calls();

  @Override
  public String id() {
    return "arm64-calls";
  }

  @Override
  public String sentence() {
    return ("every sequence of at most %d of %d filter calls: bases 0, 1, 0x11, 0x3ff, 0x400, 0xffff"
            + " with 0, 1, 2 and 0xffff events, ALLOW and DENY, and one of an unknown action; each"
            + " asked about the advertised events, the cycle counter and the %d events at those"
            + " edges; event spaces of 10 and of 16 bits")
        .formatted(LONGEST, calls.size(), EVENTS.length);
  }

  @Override
  public String swept() {
    return "and what each sequence leaves installed, by itself, about all 65,536 events";
  }

  @Override
  public List<Arm64Machine> machines() {
    return List.of(machine(1), machine(5));
  }

  private static Arm64Machine machine(int version) {
    return new Arm64Machine(
        version,
        false,
        version,
        1,
        true,
        true,
        false,
        true,
        false,
        Irqchip.READY,
        1,
        true,
        -1L,
        -1L,
        1);
  }

  @Override
  public long size(Arm64Machine machine) {
    return Digits.sequences(calls.size(), LONGEST);
  }

  @Override
  public GuestProgram program(Arm64Machine machine, long index) {
    List<Step> steps = new ArrayList<>();
    for (int call : new Digits(index).sequence(calls.size(), LONGEST)) {
      steps.add(new Arm64Step.SetFilter(0, calls.get(call)));
    }
    steps.add(new Arm64Step.Init(0, true));
    steps.add(new Arm64Step.Run(0));
    steps.add(new Arm64Step.Read(0, Register.of(Kind.PMCEID0)));
    steps.add(new Arm64Step.Read(0, Register.of(Kind.PMCEID1)));
    steps.add(new Arm64Step.Write(0, Register.of(Kind.PMCNTENSET), 1L << Arm64Machine.CYCLE | 1));
    steps.add(new Arm64Step.Write(0, Register.of(Kind.PMCR), Pmcr.E));
    for (int event : EVENTS) {
      steps.add(new Arm64Step.Write(0, Register.type(0), event));
      steps.add(new Arm64Step.Load(0));
      steps.add(new Arm64Step.Retire(0, event, 1));
    }
    return new GuestProgram(machine, steps);
  }

  private static List<FilterRequest> calls() {
    List<FilterRequest> all = new ArrayList<>();
    for (int base : BASES) {
      for (int size : SIZES) {
        all.add(FilterRequest.of(base, size, FilterRequest.ALLOW));
        all.add(FilterRequest.of(base, size, FilterRequest.DENY));
      }
    }
    all.add(FilterRequest.of(BASES[2], 1, 2));
    return all;
  }
}
