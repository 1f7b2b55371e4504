package pmuoracle.oracle.prove.x86;

import static java.util.Map.entry;
import static pmuoracle.spec.x86.X86Invariant.G5_DENIED_ONCE_PROGRAMMED;
import static pmuoracle.spec.x86.X86Invariant.G6_DENIED_ONCE_ENTERED;
import static pmuoracle.spec.x86.X86Invariant.G7_DENIED_MEDIATED;
import static pmuoracle.spec.x86.X86Invariant.G8_DENIED_NEVER_ADVANCES;
import static pmuoracle.spec.x86.X86Invariant.N13_STOPS_WITH_THE_CALL;
import static pmuoracle.spec.x86.X86Invariant.N14W_DENIED_CANNOT_BE_WRITTEN;
import static pmuoracle.spec.x86.X86Invariant.N14_DENIED_ADVANCES_BY_EMULATION;
import static pmuoracle.spec.x86.X86Invariant.N19_MEDIATED_FIXED_DENIED;
import static pmuoracle.spec.x86.X86Invariant.N23_OVERFLOW_REPORTED;
import static pmuoracle.spec.x86.X86Invariant.O1_EVERY_WRAP_REPORTED;
import static pmuoracle.spec.x86.X86Invariant.P1_ONE_VERDICT;
import static pmuoracle.spec.x86.X86Invariant.P8_NO_HISTORY;
import static pmuoracle.spec.x86.X86Invariant.P9_READS_BACK;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.prove.Obligation;
import pmuoracle.oracle.step.x86.CounterFunction;
import pmuoracle.spec.x86.X86Invariant;
import pmuoracle.spec.x86.X86Model;

/** Which invariants are claims about steps. */
final class StepClaims {
  private static final Map<X86Invariant, Function<X86Model, StepClaim>> ALL =
      new EnumMap<>(
          Map.ofEntries(
              entry(G5_DENIED_ONCE_PROGRAMMED, m -> GuaranteeClaims.onceProgrammed()),
              entry(G6_DENIED_ONCE_ENTERED, GuaranteeClaims::onceEntered),
              entry(G7_DENIED_MEDIATED, m -> GuaranteeClaims.mediated(false)),
              entry(G8_DENIED_NEVER_ADVANCES, GuaranteeClaims::whole),
              entry(P1_ONE_VERDICT, m -> CountingClaims.oneVerdict()),
              entry(P8_NO_HISTORY, m -> CountingClaims.byFilterAndRegisters()),
              entry(P9_READS_BACK, m -> CountingClaims.readsBack()),
              entry(N13_STOPS_WITH_THE_CALL, m -> GuaranteeClaims.atOnce()),
              entry(N14_DENIED_ADVANCES_BY_EMULATION, m -> GuaranteeClaims.completed()),
              entry(N14W_DENIED_CANNOT_BE_WRITTEN, m -> CountingClaims.deniedCannotBeWritten()),
              entry(N19_MEDIATED_FIXED_DENIED, m -> GuaranteeClaims.mediated(true)),
              entry(N23_OVERFLOW_REPORTED, m -> CountingClaims.overflowReported()),
              entry(O1_EVERY_WRAP_REPORTED, m -> CountingClaims.everyWrapReported())));

  private StepClaims() {}

  /** Whether it is about the steps of one counter. */
  static boolean isOne(X86Invariant invariant) {
    return ALL.containsKey(invariant);
  }

  /** The claim; the invariant is about the steps of one counter. */
  static StepClaim of(X86Invariant invariant, X86Model model) {
    return Objects.requireNonNull(ALL.get(invariant)).apply(model);
  }

  /** What has to be shown for it. */
  static Claim claim(X86Invariant invariant, X86Model model) {
    Claim claim = Induction.of(model, of(invariant, model), sibling(invariant, model));
    if (invariant != P9_READS_BACK) {
      return claim;
    }
    List<Obligation> obligations = new ArrayList<>(claim.obligations());
    obligations.addAll(ReadBack.obligations(model));
    return new Claim(claim.scope(), obligations, claim.sibling(), claim.watch());
  }

  private static Obligation sibling(X86Invariant invariant, X86Model model) {
    if (invariant == P9_READS_BACK) {
      return Induction.sibling(
          "reserved bits too",
          model,
          s -> s.change().next().select().is(s.in().first()),
          CounterFunction.SELECT_WRITTEN);
    }
    boolean completed =
        invariant == N14_DENIED_ADVANCES_BY_EMULATION || invariant == P1_ONE_VERDICT;
    return Induction.sibling(
        "no counter counts at all",
        model,
        s -> s.counts().not(),
        completed ? CounterFunction.COMPLETED : CounterFunction.RETIRED);
  }
}
