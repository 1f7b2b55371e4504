package pmuoracle.oracle.prove.x86;

import pmuoracle.oracle.encoding.x86.GeneralPurposeCounter;
import pmuoracle.oracle.encoding.x86.WritableBits;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.x86.CounterFunction;
import pmuoracle.spec.x86.Emulated;
import pmuoracle.spec.x86.Vendor;

/** Claims about what counts, what is reported and what is read back in the course of a program. */
final class CountingClaims {
  private CountingClaims() {}

  /** What the guest writes to the value of a denied counter is without effect. */
  static StepClaim deniedCannotBeWritten() {
    return s -> {
      Bool denied = s.before().allows(s.before().control()).not();
      Word before = s.in().counter().read(s.machine());
      return s.is(CounterFunction.LEGACY_WRITTEN)
          .and(denied)
          .implies(s.change().next().read(s.machine()).is(before));
    };
  }

  /** Side counts that overflow when they are folded are reported. */
  static StepClaim overflowReported() {
    return s -> {
      Word value = s.in().counter().value();
      Bool wraps = s.in().counter().read(s.machine()).below(value);
      return s.before()
          .mediated()
          .not()
          .and(s.programs())
          .and(wraps)
          .implies(s.change().next().status());
    };
  }

  /** KVM counts what it completes only where hardware would count it. */
  static StepClaim oneVerdict() {
    return KeptClaim.of(
        s ->
            s.is(CounterFunction.COMPLETED)
                .and(canonical(s))
                .and(s.history().settled())
                .and(s.counts())
                .implies(s.hardwareWould()),
        SupportingInvariants::countsIfAllowed);
  }

  /** Hardware counts iff registers and filter, as they are, let it. */
  static StepClaim byFilterAndRegisters() {
    return KeptClaim.of(
        s ->
            s.is(CounterFunction.RETIRED)
                .and(s.history().settled())
                .implies(s.hardwareWould().iff(asked(s).and(s.before().passes()))),
        SupportingInvariants::countsIffAllowed);
  }

  /** An event select is what was last written to it, its reserved bits aside. */
  static StepClaim readsBack() {
    return s -> {
      if (!(s.kind() instanceof GeneralPurposeCounter)) {
        return s.machine().world().bool(true);
      }
      Word before = s.in().counter().select();
      Word after = s.change().next().select();
      Word written = s.in().first();
      Word kept = written.and(WritableBits.eventSelect(s.kind().setting()));
      Bool accepted = s.change().answer().is(0);
      Bool stays = after.is(before);
      return switch (s.function()) {
        case SELECT_WRITTEN ->
            accepted.choose(after.is(kept), stays).and(kept.is(written).implies(accepted));
        case RESET, CPUID_SET -> s.resets().choose(after.is(0), stays);
        case FILTER_SET,
            LEGACY_WRITTEN,
            FULL_WIDTH_WRITTEN,
            VALUE_WRITTEN,
            READ,
            REGISTERS_CHANGED,
            STATUS_CLEARED,
            ENTERED,
            RETIRED,
            COMPLETED,
            SELECT_READ,
            STATUS_READ ->
            stays;
      };
    };
  }

  /** The registers ask the counter for the step's event at its privilege. */
  private static Bool asked(CounterStep step) {
    CounterView before = step.before();
    Word control = before.control();
    return before
        .enabled()
        .and(step.kind().key(control).is(step.in().first()))
        .and(step.kind().at(step.in().flag(), control));
  }

  /** The step's event is one that KVM completes. */
  private static Bool canonical(CounterStep step) {
    Word event = step.in().first();
    Bool intel = event.is(Emulated.BRANCH.event(Vendor.INTEL));
    Bool amd = event.is(Emulated.BRANCH.event(Vendor.AMD));
    return event
        .is(Emulated.INSTRUCTION.event(Vendor.INTEL))
        .or(step.machine().intel().choose(intel, amd));
  }
}
