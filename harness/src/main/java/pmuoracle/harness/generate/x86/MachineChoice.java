package pmuoracle.harness.generate.x86;

import pmuoracle.harness.generate.Dice;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Model.Mediated;

/** Draws machines the model does not refuse, mostly small. */
final class MachineChoice {
  private static final int[] FEW = {1, 1, 2, 2, 3, 3, 4};
  private static final int[] FEW_FIXED = {0, 1, 2, 3, 3, 4};
  private static final int[] WIDTHS = {32, 33, 40, 47, 63, 64};

  private final X86Model model;

  MachineChoice(X86Model model) {
    this.model = model;
  }

  X86Machine draw(Dice dice) {
    Vendor vendor = dice.chance(0.5) ? Vendor.INTEL : Vendor.AMD;
    boolean intel = vendor == Vendor.INTEL;
    boolean global = intel ? dice.chance(0.9) : model.amdGlobalControl() && dice.chance(0.85);
    int vcpus = dice.chance(0.8) ? 1 : dice.between(2, X86Machine.MAX_VCPUS);
    return new X86Machine(
        vendor,
        dice.chance(0.85) ? dice.of(FEW) : dice.between(0, vendor.maxGeneralPurpose()),
        intel && global ? fixed(dice) : 0,
        global,
        dice.chance(0.85) ? 48 : dice.of(WIDTHS),
        intel && dice.chance(0.5),
        global && model.mediated() != Mediated.ABSENT && dice.chance(0.5),
        dice.chance(0.7),
        intel && dice.chance(0.35) ? unavailable(dice) : 0,
        dice.chance(0.1) ? 32 : 64,
        vcpus,
        vcpus > 1 && dice.chance(0.5) ? dice.between(1, vcpus - 1) : 0);
  }

  private static int fixed(Dice dice) {
    return dice.chance(0.9) ? dice.of(FEW_FIXED) : dice.between(0, X86Machine.MAX_FIXED);
  }

  private static int unavailable(Dice dice) {
    return dice.chance(0.5) ? (int) dice.bit(7) : dice.below(0x80);
  }
}
