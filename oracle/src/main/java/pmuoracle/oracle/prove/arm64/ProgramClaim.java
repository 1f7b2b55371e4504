package pmuoracle.oracle.prove.arm64;

import java.util.Optional;
import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.step.arm64.CounterFunction;
import pmuoracle.spec.arm64.Arm64Invariant;
import pmuoracle.spec.arm64.Arm64Model;

/**
 * A claim about programs.
 *
 * @param scope which programs
 * @param about a step of which it says something that a false sibling can deny
 */
record ProgramClaim(String scope, StepClaim claim, CounterFunction about) {
  private static final String EVERY =
      "every program, by induction on its steps; any filter, any machine";
  private static final String NOT_STORED = EVERY + "; the owner stores no type register";

  /** The claim, unless the invariant is not about programs. */
  static Optional<ProgramClaim> of(Arm64Invariant invariant) {
    return Optional.ofNullable(
        switch (invariant) {
          case W1_STATES_ARE_WELL_FORMED -> every(new WellFormed(), CounterFunction.ENABLES_SET);
          case G1_FILTERED_NEVER_COUNTS -> notStored(new DeniedClaims.CounterNeverAdvances());
          case I1_DENIED_NEVER_COUNTS ->
              every(new DeniedClaims.EventNeverCounts(), CounterFunction.RETIRED);
          case I2_COUNTS_AS_ARCHITECTURE -> notStored(new ArchitectureClaims.Everywhere());
          case I2P_COUNTS_AS_ARCHITECTURE_UNNESTED ->
              notStored(new ArchitectureClaims.WithoutNesting());
          case I3_COUNTS_AS_ARCHITECTURE_HANDLED ->
              notStored(new ArchitectureClaims.HandledByHypervisor());
          case P8_NO_HISTORY -> notStored(new HistoryClaims.NoHistory());
          case P1_WRITTEN_AS_LOADED -> notStored(new HistoryClaims.WriteAsLoad());
          case C2_ENABLED_ACROSS_CONTEXTS -> notStored(new NestedClaims.EnabledAcrossContexts());
          case C1_HPMD_STOPS_AT_ONCE -> every(NestedClaims::hpmdAtOnce, CounterFunction.RETIRED);
          case C3_HPMN_MOVES_AT_ONCE -> every(NestedClaims::hpmnAtOnce, CounterFunction.RETIRED);
          case C4_CYCLES_BY_DP_AND_HCCD ->
              every(NestedClaims::cyclesByDpAndHccd, CounterFunction.RETIRED);
          case C5_CONTROLS_CHANGE_NO_BIT ->
              every(EnableClaims::controlsChangeNoBit, CounterFunction.PMCR_WRITTEN);
          case I16_DISABLED_STAYS ->
              every(new EnableClaims.DisabledStays(), CounterFunction.RETIRED);
          case I5_SOFTWARE_UNAFFECTED ->
              every(SoftwareClaims::unaffectedByFilter, CounterFunction.INCREMENTED);
          case C6_SOFTWARE_GATED -> every(SoftwareClaims::gated, CounterFunction.INCREMENTED);
          case O1_EVERY_WRAP_REPORTED -> every(OverflowClaims::everyWrap, CounterFunction.RETIRED);
          case O2_NO_WRAP_NONE_REPORTED -> every(OverflowClaims::noOther, CounterFunction.RETIRED);
          case I17_READ_AS_WRITTEN -> every(TypeClaims::readAsWritten, CounterFunction.TYPE_READ);
          case I17M_READS_NO_RESERVED_BIT ->
              new ProgramClaim(
                  NOT_STORED, new TypeClaims.ReadsNoReservedBit(), CounterFunction.TYPE_READ);
          case P13_HARDWARE_WITHOUT_EL2 ->
              every(new TypeClaims.HardwareWithoutEl2(), CounterFunction.LOADED);
          default -> null;
        });
  }

  private static ProgramClaim every(StepClaim claim, CounterFunction about) {
    return new ProgramClaim(EVERY, claim, about);
  }

  private static ProgramClaim notStored(StepClaim claim) {
    return new ProgramClaim(NOT_STORED, claim, CounterFunction.RETIRED);
  }

  Claim under(Arm64Model model) {
    return Induction.of(
        scope, model, claim, Induction.sibling(falsehood(), model, about, this::denied));
  }

  private String falsehood() {
    return switch (about) {
      case RETIRED -> "no event counts";
      case INCREMENTED -> "no software increment counts";
      case ENABLES_SET -> "no counter is enabled";
      case PMCR_WRITTEN -> "no write changes a value";
      case TYPE_READ -> "type registers read as 0";
      case LOADED -> "hardware gets nothing";
      default -> throw new AssertionError(about);
    };
  }

  private Bool denied(CounterStep step) {
    return switch (about) {
      case RETIRED, INCREMENTED -> step.advances().not();
      case ENABLES_SET -> step.after().enabled().not();
      case PMCR_WRITTEN -> step.after().value().is(step.before().counter().value());
      case TYPE_READ, LOADED -> step.advances().not();
      default -> throw new AssertionError(about);
    };
  }
}
