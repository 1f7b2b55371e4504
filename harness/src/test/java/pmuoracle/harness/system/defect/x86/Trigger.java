package pmuoracle.harness.system.defect.x86;

import static pmuoracle.harness.system.imperative.x86.Script.ON;
import static pmuoracle.spec.x86.EventSelect.GUEST_ONLY;
import static pmuoracle.spec.x86.EventSelect.HOST_ONLY;
import static pmuoracle.spec.x86.FilterRequest.ALLOW;
import static pmuoracle.spec.x86.FilterRequest.DENY;
import static pmuoracle.spec.x86.Register.EFER;

import java.util.Map;
import java.util.function.Supplier;
import pmuoracle.harness.system.imperative.x86.Script;
import pmuoracle.spec.Words;
import pmuoracle.spec.x86.Emulated;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.MaskedEntry;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;

/** For each seeded defect, a program that shows it, written from the exhibit. */
final class Trigger {
  private static final X86Machine INTEL = X86Machine.intel(4, 3);
  private static final X86Machine TX =
      new X86Machine(Vendor.INTEL, 4, 3, true, 48, true, false, true, 0, 64, 1);
  private static final X86Machine INTEL_MEDIATED = INTEL.withMediated(true);
  private static final X86Machine AMD_MEDIATED =
      new X86Machine(Vendor.AMD, 6, 0, true, 48, false, true, true, 0, 64, 1);

  static final Map<String, Supplier<Script>> BY_ID =
      Map.ofEntries(
          Map.entry("X01", Trigger::aCountWhoseProductWraps),
          Map.entry("X02", () -> counted(Script.on(INTEL).allow(0xc0), 0xc0)),
          Map.entry("X04", () -> fixed(Script.on(INTEL).deny(0xc0).bitmap(DENY, 1), 0, 0xc0)),
          Map.entry("X05", () -> counted(Script.on(INTEL).deny(0xc0).filter(action7()), 0xc0)),
          Map.entry("X08", () -> counted(Script.on(INTEL).deny(0xc0), 0xc0)),
          Map.entry("X09", () -> counted(Script.on(X86Machine.amd()).deny(0x1_0000_00c2L), 0xc2)),
          Map.entry("X10", () -> inTransaction(Script.on(TX).deny(0xc0))),
          Map.entry("X11", () -> Script.on(INTEL).masked(DENY, 0x4300c0)),
          Map.entry("X13", () -> inTransaction(Script.on(TX).masked(DENY, 0xc0))),
          Map.entry("X16", () -> Script.on(INTEL).masked(DENY, 0x0f00_0000_0000_11c0L)),
          Map.entry("X17", () -> changedWhileCounting(INTEL)),
          Map.entry("X21", Trigger::anEmulatedInstructionOnADeniedCounter),
          Map.entry("X25", Trigger::aSelectOfTwelveBits),
          Map.entry("X26", Trigger::anOverflowOfSelect2c0),
          Map.entry("X27", () -> fixed(Script.on(INTEL), 2, 0x300)),
          Map.entry("X28", () -> counted(Script.on(without(6)).allow(0xc5), 0xc5)),
          Map.entry("X29", () -> fixed(Script.on(without(1)), 0, 0xc0)),
          Map.entry("X31", () -> fixed(Script.on(INTEL).allow(0xc0, 0x3c), 0, 0xc0)),
          Map.entry("X32", Trigger::fortyTwoBranches),
          Map.entry("X34", Trigger::aResetWhileCounting),
          Map.entry("X35", Trigger::aLoadAfterADirectWrite),
          Map.entry("X36", Trigger::anEmulatedInstructionOnAMediatedCounter),
          Map.entry("X39", Trigger::anExitWhileCountingKernelInstructions),
          Map.entry("X40", Trigger::aDeniedSelectorReadBack),
          Map.entry("X41", () -> changedWhileCounting(INTEL_MEDIATED)),
          Map.entry("X43", Trigger::everyFixedCounterUnderEveryFlag),
          Map.entry("X50", () -> Script.on(INTEL).reset().read(Register.GLOBAL_CONTROL)),
          Map.entry("X51", () -> Script.on(INTEL).init().read(Register.GLOBAL_CONTROL)),
          Map.entry("X52", () -> Script.on(INTEL).setCpuid().read(Register.GLOBAL_CONTROL)),
          Map.entry("X53", () -> writtenBeforeTheFirstRun()),
          Map.entry("X54", () -> writtenWhileRunning()),
          Map.entry("X60", Trigger::enableClearedAndSet),
          Map.entry("X61", Trigger::enableClearedAndSet),
          Map.entry("X62", Trigger::aFixedCounterOffAndOn),
          Map.entry("X63", Trigger::aFixedCounterOffAndOn),
          Map.entry("X64", () -> aGlobalBitClearedAndSet(INTEL)),
          Map.entry("X65", () -> aGlobalBitClearedAndSet(INTEL)),
          Map.entry("X66", Trigger::anEventDeniedAndAllowed),
          Map.entry("X67", Trigger::anEventDeniedAndAllowed),
          Map.entry("X68", Trigger::aFixedCounterDeniedAndAllowed),
          Map.entry("X69", Trigger::aFixedCounterDeniedAndAllowed),
          Map.entry("X70", () -> aGlobalBitClearedAndSet(INTEL_MEDIATED)),
          Map.entry("X71", () -> aGlobalBitClearedAndSet(INTEL_MEDIATED)),
          Map.entry("X72", Trigger::svmeClearedAndSet),
          Map.entry("X73", Trigger::svmeClearedAndSet),
          Map.entry("X74", () -> counting(mode(HOST_ONLY).enterL2())),
          Map.entry("X75", () -> counting(counting(mode(HOST_ONLY).enterL2()).leaveL2())),
          Map.entry("X76", () -> counting(mode(GUEST_ONLY).enterL2().enter().write(EFER, 0))));

  private Trigger() {}

  private static X86Machine without(int architecturalEvent) {
    return new X86Machine(
        Vendor.INTEL, 4, 3, true, 48, false, false, true, 1 << architecturalEvent, 64, 1);
  }

  private static FilterRequest action7() {
    return FilterRequest.of(7, 0, 0, 0xc0);
  }

  private static Script counted(Script script, long event) {
    return script.select(0, event).enter().retire(event, 1000).read(Register.counter(0));
  }

  private static Script fixed(Script script, int index, long event) {
    return script
        .globalControl(7L << 32)
        .fixedControl(3L << (4 * index))
        .enter()
        .retire(event, 1000);
  }

  private static Script inTransaction(Script script) {
    return script.select(0, 0x1_0000_00c0L).enter().retire(0xc0, 1000);
  }

  private static Script aCountWhoseProductWraps() {
    return Script.on(INTEL)
        .filter(new FilterRequest(ALLOW, 0x2000_0000L, 0, 0, 0, Words.of(0xc0), FilterRequest.ALL));
  }

  private static Script writtenBeforeTheFirstRun() {
    return Script.on(X86Machine.amd())
        .hostWrite(Register.counter(0), 7)
        .setCpuid()
        .hostRead(Register.counter(0));
  }

  private static Script writtenWhileRunning() {
    return Script.on(INTEL)
        .select(0, 0xc0)
        .enter()
        .retire(0xc0, 5)
        .write(Register.counter(0), -1)
        .retire(0xc0, 1)
        .read(Register.GLOBAL_STATUS);
  }

  private static Script changedWhileCounting(X86Machine machine) {
    return Script.on(machine)
        .select(0, 0xc0)
        .enter()
        .retire(0xc0, 1000)
        .deny(0xc0)
        .enter()
        .retire(0xc0, 1000);
  }

  private static Script anEmulatedInstructionOnADeniedCounter() {
    return Script.on(INTEL)
        .deny(0xc0)
        .select(0, 0x3c)
        .enter()
        .retire(0x3c, 10)
        .select(0, 0xc0)
        .enter()
        .emulate(Emulated.INSTRUCTION);
  }

  private static Script aSelectOfTwelveBits() {
    return Script.on(X86Machine.amd())
        .deny(0xc0)
        .select(0, 0x1_0000_00c0L)
        .enter()
        .retire(0xc0, 1000);
  }

  private static Script anOverflowOfSelect2c0() {
    X86Machine machine = new X86Machine(Vendor.AMD, 6, 0, true, 48, false, false, true, 0, 64, 1);
    return Script.on(machine)
        .write(Register.counter(0), -1)
        .select(0, 0x2_0000_00c0L)
        .enter()
        .retire(0x2_0000_00c0L, 1)
        .read(Register.GLOBAL_STATUS);
  }

  private static Script fortyTwoBranches() {
    return Script.on(X86Machine.amd())
        .select(0, 0xc2)
        .enter()
        .retire(0xc2, 42)
        .read(Register.counter(0));
  }

  private static Script aResetWhileCounting() {
    return Script.on(INTEL_MEDIATED).select(0, 0xc0).enter().reset().retire(0xc0, 1000);
  }

  private static Script aLoadAfterADirectWrite() {
    return Script.on(INTEL_MEDIATED)
        .enterL2(1)
        .globalControl(0)
        .leaveL2(1)
        .read(Register.GLOBAL_CONTROL);
  }

  private static Script anEmulatedInstructionOnAMediatedCounter() {
    return Script.on(INTEL_MEDIATED)
        .select(0, 0xc0)
        .enter()
        .emulate(Emulated.INSTRUCTION)
        .read(Register.counter(0));
  }

  private static Script anExitWhileCountingKernelInstructions() {
    return Script.on(AMD_MEDIATED)
        .select(0, 0xc0)
        .enter()
        .retire(0xc0, 10)
        .enter()
        .read(Register.counter(0));
  }

  private static Script aDeniedSelectorReadBack() {
    return Script.on(INTEL_MEDIATED)
        .deny(0xc0)
        .write(Register.eventSelect(0), ON | 0xc0)
        .enter()
        .read(Register.eventSelect(0));
  }

  /** No trigger exists; this is where one would have to be. */
  private static Script everyFixedCounterUnderEveryFlag() {
    X86Machine machine = X86Machine.intel(0, X86Machine.MAX_FIXED);
    Script script =
        Script.on(machine).globalControl(0xffffL << 32).fixedControl(0x3333333333333333L);
    long all = MaskedEntry.encode(0, 0, 0, false);
    for (long action = ALLOW; action <= DENY; action++) {
      for (long flags = 0; flags <= FilterRequest.MASKED_EVENTS; flags++) {
        for (long bitmap : new long[] {0, 1, 0x8000, 0xffff, 0x8000_0000L, 0xffff_ffffL}) {
          script.filter(FilterRequest.of(action, flags, bitmap, all)).enter();
          script.retire(0xc0, 1).retire(0x3c, 1);
          for (int i = 2; i < X86Machine.MAX_FIXED; i++) {
            script.retire((i + 1L) << 8, 1);
          }
        }
      }
    }
    return script;
  }

  /** Enters and retires 0xc0. */
  private static Script counting(Script script) {
    return script.enter().retire(0xc0, 1);
  }

  private static Script enableClearedAndSet() {
    Script off = counting(Script.on(INTEL).select(0, 0xc0)).write(Register.eventSelect(0), 0xc0);
    return counting(counting(off).select(0, 0xc0));
  }

  private static Script aFixedCounterOffAndOn() {
    Script off = counting(Script.on(INTEL).fixedControl(3)).fixedControl(0);
    return counting(counting(off).fixedControl(3));
  }

  private static Script aGlobalBitClearedAndSet(X86Machine machine) {
    Script off = counting(Script.on(machine).select(0, 0xc0)).globalControl(0);
    return counting(counting(off).globalControl(1));
  }

  private static Script anEventDeniedAndAllowed() {
    return counting(counting(counting(Script.on(INTEL).select(0, 0xc0)).deny(0xc0)).allow(0xc0));
  }

  private static Script aFixedCounterDeniedAndAllowed() {
    Script denied = counting(Script.on(INTEL).fixedControl(3)).bitmap(DENY, 1);
    return counting(counting(denied).bitmap(ALLOW, 1));
  }

  private static Script svmeClearedAndSet() {
    return counting(counting(mode(HOST_ONLY).write(EFER, 0)).write(EFER, Register.SVME));
  }

  /** A counter with Host-Only or Guest-Only that has been loaded once. */
  private static Script mode(long bit) {
    return Script.on(AMD_MEDIATED)
        .write(EFER, Register.SVME)
        .write(Register.eventSelect(0), ON | bit | 0xc0)
        .enter();
  }
}
