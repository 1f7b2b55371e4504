package pmuoracle.oracle.prove.arm64;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import pmuoracle.oracle.prove.Catalogue;
import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.prove.Watch;
import pmuoracle.spec.Invariant;
import pmuoracle.spec.Model;
import pmuoracle.spec.Standing;
import pmuoracle.spec.arm64.Arm64Invariant;
import pmuoracle.spec.arm64.Arm64Model;

/** What has to be shown for each arm64 invariant. */
public final class Arm64Claims implements Catalogue {
  /** What of each model is compiled already. */
  private static final Map<Arm64Model, ClaimWatch> WATCHES = new ConcurrentHashMap<>();

  @Override
  public List<Arm64Invariant> invariants() {
    return List.of(Arm64Invariant.values());
  }

  @Override
  public Watch watch(Model model) {
    return WATCHES
        .computeIfAbsent(
            (Arm64Model) model, under -> new ClaimWatch(under, stepClaims(under).values()))
        .another();
  }

  @Override
  public Claim claim(Invariant invariant, Model model) {
    Arm64Model under = (Arm64Model) model;
    Arm64Invariant claimed = (Arm64Invariant) invariant;
    return ProgramClaim.of(claimed)
        .map(claim -> claim.under(under))
        .orElseGet(() -> timeless(claimed, under));
  }

  /**
   * The claims about steps that are expected to hold under the model: what a campaign can check of
   * every program with a {@link pmuoracle.oracle.prove.arm64.ClaimWatch}.
   */
  public static Map<Arm64Invariant, StepClaim> stepClaims(Arm64Model model) {
    Map<Arm64Invariant, StepClaim> claims = new EnumMap<>(Arm64Invariant.class);
    for (Arm64Invariant invariant : Arm64Invariant.values()) {
      Optional<ProgramClaim> claim = ProgramClaim.of(invariant);
      if (claim.isPresent() && invariant.standing(model) == Standing.HOLDS) {
        claims.put(invariant, claim.get().claim());
      }
    }
    return claims;
  }

  private static Claim timeless(Arm64Invariant invariant, Arm64Model model) {
    return switch (invariant) {
      case I6_DEFAULT_IS_THE_FIRST_CALLS_OPPOSITE -> FilterClaims.untouchedHaveDefault();
      case I7_LAST_RANGE_DECIDES -> FilterClaims.lastDecides();
      case I8_RANGE_BOUND_IS_EXACT -> CallClaims.boundExact(model);
      case P5_RANGE_IS_ITS_EVENTS -> CallClaims.rangeIsItsEvents(model);
      case I9_REFUSED_CHANGES_NOTHING -> CallClaims.refusedUnchanged(model);
      case I10_FROZEN_ONCE_RUN -> CallClaims.frozenAfterRun(model);
      case I14_ORDER_OF_CALLS_IRRELEVANT -> OrderClaims.irrelevant(model);
      case I15_NEIGHBOURS_COMMUTE -> FilterClaims.neighboursCommute();
      case P6_FIRST_FAILING_CHECK_ANSWERS -> CallClaims.firstFailingCheck(model);
      case I11_ADVERTISED_IS_ALLOWED -> AdvertisedClaims.advertisedIsAllowed(model);
      case I12_ALLOWED_IS_ADVERTISED -> AdvertisedClaims.allowedIsAdvertised(model);
      case I12U_UPPER_ALLOWED_IS_ADVERTISED -> AdvertisedClaims.upperAllowedIsAdvertised(model);
      case I13_COUNTED_IS_ADVERTISED -> AdvertisedClaims.countedIsAdvertised(model);
      case P10_ADVERTISED_IS_CONSTANT -> AdvertisedClaims.constant(model);
      case I4_VERDICT_INDEPENDENT_OF_LEVEL -> LevelClaims.verdictIndependentOfLevel(model);
      case C7_DENIED_WHATEVER_BITS -> LevelClaims.deniedWhateverBits(model);
      case C8_NSH_DECIDES_AT_VIRTUAL_EL2 -> LevelClaims.nshDecides(model);
      case P12_JUST_PROGRAMMED_AS_BITS_SAY -> LevelClaims.exactlyWhereBitsSay(model);
      case W1_STATES_ARE_WELL_FORMED,
          G1_FILTERED_NEVER_COUNTS,
          I1_DENIED_NEVER_COUNTS,
          I2_COUNTS_AS_ARCHITECTURE,
          I2P_COUNTS_AS_ARCHITECTURE_UNNESTED,
          I3_COUNTS_AS_ARCHITECTURE_HANDLED,
          I5_SOFTWARE_UNAFFECTED,
          I16_DISABLED_STAYS,
          I17_READ_AS_WRITTEN,
          I17M_READS_NO_RESERVED_BIT,
          C1_HPMD_STOPS_AT_ONCE,
          C2_ENABLED_ACROSS_CONTEXTS,
          C3_HPMN_MOVES_AT_ONCE,
          C4_CYCLES_BY_DP_AND_HCCD,
          C5_CONTROLS_CHANGE_NO_BIT,
          C6_SOFTWARE_GATED,
          O1_EVERY_WRAP_REPORTED,
          O2_NO_WRAP_NONE_REPORTED,
          P1_WRITTEN_AS_LOADED,
          P8_NO_HISTORY,
          P13_HARDWARE_WITHOUT_EL2 ->
          throw new AssertionError(invariant + " is a claim about programs");
    };
  }
}
