package pmuoracle.harness.generate.arm64;

import pmuoracle.harness.generate.Dice;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Machine.Irqchip;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Model.EventSpace;

/** Draws machines the model does not refuse, mostly small. */
final class MachineChoice {
  private static final int[] FEW = {1, 2, 2, 2, 3, 3, 4, 6};
  private static final int[] VERSIONS = {1, 4, 5, 6};
  private static final int[] OLD_HOSTS = {1, 4, 5, 6, 6, 7};
  private static final int[] HOSTS = {1, 4, 5, 6, 6, 7, 8, 9};

  private final Arm64Model model;

  MachineChoice(Arm64Model model) {
    this.model = model;
  }

  Arm64Machine draw(Dice dice) {
    boolean old = model.eventSpace() == EventSpace.HOST;
    int host = dice.of(old ? OLD_HOSTS : HOSTS);
    boolean traps = !old && dice.chance(0.08);
    boolean nested = model.nested() && dice.chance(0.55);
    return new Arm64Machine(
        host,
        traps,
        version(dice, traps ? 1 : host),
        dice.chance(0.9) ? dice.of(FEW) : dice.between(1, Arm64Machine.MAX_COUNTERS),
        dice.chance(0.75),
        nested || dice.chance(0.75),
        nested,
        dice.chance(0.98),
        model.strict() && dice.chance(0.12),
        irqchip(dice),
        dice.chance(0.7) ? 1 : 2,
        dice.chance(0.85),
        dice.chance(0.5) ? -1L : dice.bits(),
        dice.chance(0.5) ? -1L : dice.bits(),
        dice.chance(0.6) ? 1 : dice.between(2, Arm64Machine.MAX_VCPUS),
        nested || dice.chance(0.8));
  }

  /** The virtual machine's version: the highest there can be mostly, or a lower one. */
  private int version(Dice dice, int host) {
    int limit = Math.min(host, model.longCounters() ? 6 : 5);
    int highest = 1;
    for (int version : VERSIONS) {
      highest = version <= limit ? version : highest;
    }
    int version = dice.of(VERSIONS);
    return version > limit || dice.chance(0.5) ? highest : version;
  }

  private static Irqchip irqchip(Dice dice) {
    return switch (dice.below(64)) {
      case 0 -> Irqchip.UNINITIALISED;
      case 1, 2, 3, 4, 5, 6, 7 -> Irqchip.NONE;
      default -> Irqchip.READY;
    };
  }
}
