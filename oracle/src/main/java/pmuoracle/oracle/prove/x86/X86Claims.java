package pmuoracle.oracle.prove.x86;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import pmuoracle.oracle.prove.Catalogue;
import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.prove.Watch;
import pmuoracle.spec.Invariant;
import pmuoracle.spec.Model;
import pmuoracle.spec.Standing;
import pmuoracle.spec.x86.X86Invariant;
import pmuoracle.spec.x86.X86Model;

/** What has to be shown for each x86 invariant. */
public final class X86Claims implements Catalogue {
  /** What of each model is compiled already. */
  private static final Map<X86Model, ClaimWatch> WATCHES = new ConcurrentHashMap<>();

  /** Enough to show what is false, so that the witness stays readable. */
  private static final int FEW = 1;

  @Override
  public List<X86Invariant> invariants() {
    return List.of(X86Invariant.values());
  }

  /**
   * The claims about steps that are expected to hold of the model. A program can be checked for all
   * at once, as {@link StepClaim#all(Collection)}.
   */
  public static Map<X86Invariant, StepClaim> stepClaims(X86Model model) {
    Map<X86Invariant, StepClaim> claims = new EnumMap<>(X86Invariant.class);
    for (X86Invariant invariant : X86Invariant.values()) {
      if (StepClaims.isOne(invariant) && invariant.standing(model) == Standing.HOLDS) {
        claims.put(invariant, StepClaims.of(invariant, model));
      }
    }
    return claims;
  }

  @Override
  public Watch watch(Model model) {
    return WATCHES
        .computeIfAbsent(
            (X86Model) model,
            under -> new ClaimWatch(under, StepClaim.all(stepClaims(under).values())))
        .another();
  }

  @Override
  public Claim claim(Invariant invariant, Model model) {
    X86Invariant stated = (X86Invariant) invariant;
    X86Model under = (X86Model) model;
    boolean holds = stated.standing(under) == Standing.HOLDS;
    return claim(stated, under, holds ? under.maxEvents() : FEW);
  }

  /**
   * The claim for filters of so many entries, where that matters.
   *
   * @param entries at least 1; claims about one entry more begin with one
   */
  static Claim claim(X86Invariant invariant, X86Model model, int entries) {
    return switch (invariant) {
      case G1_SIZE_CANNOT_OVERFLOW -> SizeClaims.guarded(model);
      case G2_WIDE_SIZE_NEEDS_NO_LIMIT -> SizeClaims.unguarded(model, 64, true);
      case G3_NARROW_SIZE_NEEDS_NO_LIMIT -> SizeClaims.unguarded(model, 32, false);
      case G4_LIMIT_IS_WHAT_FITS_A_PAGE -> SizeClaims.limitFillsPage(model);
      case I16_OBJECT_FITS_A_PAGE -> SizeClaims.fitsPage(model);
      case G9_ANY_FIXED_COUNTERS -> FixedClaims.anyFixedCounters(model);
      case G10_NONE_REMOVES -> VerdictClaims.noneRemoves(model);
      case I1_ALLOW_DENY_COMPLEMENT -> VerdictClaims.complement(model, entries);
      case I1F_FIXED_COMPLEMENT -> FixedClaims.complement(model);
      case I2_DENY_NOTHING_IS_NO_FILTER -> VerdictClaims.denyNothing(model);
      case I3_ALLOW_NOTHING_DENIES_ALL -> VerdictClaims.allowNothing(model);
      case I4_ORDER_IRRELEVANT -> OrderClaims.irrelevant(model, entries);
      case I5_LOOKUP_IS_MEMBERSHIP -> KernelLookup.of(model);
      case I6_KEY_DECIDES -> VerdictClaims.keyDecides(model, entries);
      case I7_RAW_AS_MASKED -> ListClaims.rawAsMasked(model, entries);
      case I8_IMPOSSIBLE_LISTS_NOTHING -> ListClaims.impossibleListsNothing(model, entries);
      case I9_AS_BEFORE_MASKED_ENTRIES -> ListClaims.asBeforeMaskedEntries(model, entries);
      case I10_INCLUDE_MONOTONE -> EntryClaims.includeMonotone(model, entries);
      case I11_EXCLUDE_MONOTONE -> EntryClaims.excludeMonotone(model, entries);
      case I12_UNION_OF_INCLUDES -> EntryClaims.unionOfIncludes(model, entries);
      case I13_EXCLUDE_OF_OTHER_SELECT -> EntryClaims.excludeOfOtherSelect(model, entries);
      case I14_TWO_DOORS -> FixedClaims.twoDoors(model, entries);
      case I15_DENY_IS_ALLOW_OF_REST -> FixedClaims.denyIsAllowOfRest(model);
      case I17_FIRST_CHECK_DECIDES -> RequestClaims.firstCheckDecides(model);
      case I18_REST_IGNORED -> RequestClaims.restIgnored(model);
      case I19_ACCESSES_IGNORE_THE_FILTER -> TwinClaims.accessesIgnoreTheFilter(model);
      case I20_LAST_FILTER_DECIDES -> TwinClaims.lastFilterDecides(model);
      case I21_HIGH_NIBBLE_ON_INTEL -> EntryClaims.highNibbleOnIntel(model, entries);
      case I22_NESTED_GUEST_COUNTS_NO_MORE -> TwinClaims.nestedGuestCountsNoMore(model);
      case P5_ENTRY_CONCERNS_ITS_EVENTS -> EntryClaims.concernsItsEvents(model, entries);
      case P6_ACCEPTED_IS_READABLE -> RequestClaims.acceptedIsReadable(model);
      case N1_ALLOW_LIST_ONLY_GROWS -> EntryClaims.neverRemoves(model, entries);
      case N2_UNION_ALLOWS_BOTH -> EntryClaims.unionAllows(model, entries);
      case N3_RAW_LIST_WITH_THE_FLAG -> ListClaims.sameUnderTheOtherFlag(model, entries, true);
      case N4_MASKED_LIST_WITHOUT_THE_FLAG ->
          ListClaims.sameUnderTheOtherFlag(model, entries, false);
      case N5_IMPOSSIBLE_REFUSED -> RequestClaims.impossibleRefused(model);
      case N6_EVERY_ENTRY_LISTS_SOMETHING -> EntryClaims.everyEntryLists(model);
      case N7_EXCLUDE_DENIES -> EntryClaims.excludeDenies(model, entries);
      case N8_DENIED_WITH_ITS_EVENT -> FixedClaims.deniedWithItsEvent(model, entries);
      case N9_ALLOW_LIST_LEAVES_FIXED -> FixedClaims.allowListLeavesThem(model);
      case N10_LIST_APPLIES_TO_FIXED -> FixedClaims.listAppliesToThem(model, entries);
      case N11_DENY_OF_KEY_DENIES -> VerdictClaims.denyOfKeyDenies(model, entries);
      case N12_SELECTS_DISTINGUISHED -> VerdictClaims.selectsDistinguished(model, entries);
      case N16_ACTIONS_CHECKED -> RequestClaims.actionsChecked(model);
      case N17_PADDING_CHECKED -> RequestClaims.paddingChecked(model);
      case N18_WIDE_SELECT_ON_INTEL -> RequestClaims.wideSelectOnIntel(model);
      case N21_MODIFIERS_DISTINGUISHED -> VerdictClaims.modifiersDistinguished(model, entries);
      case G5_DENIED_ONCE_PROGRAMMED,
          G6_DENIED_ONCE_ENTERED,
          G7_DENIED_MEDIATED,
          G8_DENIED_NEVER_ADVANCES,
          P1_ONE_VERDICT,
          P8_NO_HISTORY,
          P9_READS_BACK,
          N13_STOPS_WITH_THE_CALL,
          N14_DENIED_ADVANCES_BY_EMULATION,
          N14W_DENIED_CANNOT_BE_WRITTEN,
          N19_MEDIATED_FIXED_DENIED,
          N23_OVERFLOW_REPORTED,
          O1_EVERY_WRAP_REPORTED ->
          StepClaims.claim(invariant, model);
    };
  }
}
