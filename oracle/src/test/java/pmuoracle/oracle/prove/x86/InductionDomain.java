package pmuoracle.oracle.prove.x86;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongPredicate;
import pmuoracle.oracle.compile.Compiled;
import pmuoracle.oracle.compile.Compiler;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.prove.Obligation;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.step.x86.CounterFunction;
import pmuoracle.oracle.step.x86.StepInputs;
import pmuoracle.oracle.x86.RandomPrograms;
import pmuoracle.oracle.x86.StepWatch;
import pmuoracle.spec.x86.X86Model;

/** The steps of random programs that an induction's assumptions leave out. */
public final class InductionDomain implements Function<X86Model, Set<String>> {
  private static final int PROGRAMS = 200;
  private static final int STEPS = 30;

  /** Says nothing, so that what its obligations assume is what every induction assumes. */
  private static final StepClaim NOTHING =
      new StepClaim() {
        @Override
        public Bool holds(CounterStep step) {
          return step.machine().world().bool(true);
        }
      };

  private final Set<String> leftOut = new TreeSet<>();
  private final Map<String, Compiled> assumed = new HashMap<>();
  private final long[] out = new long[1];

  @Override
  public Set<String> apply(X86Model model) {
    for (Obligation obligation : new Induction(model, NOTHING).obligations()) {
      if (!obligation.title().startsWith("new counter")) {
        assumed.put(obligation.title(), assumption(obligation));
      }
    }
    StepWatch watch = StepWatch.of(model, this::applied);
    RandomPrograms programs = new RandomPrograms(5);
    for (int i = 0; i < PROGRAMS; i++) {
      watch.run(programs.next(model, STEPS));
    }
    return leftOut;
  }

  private static Compiled assumption(Obligation obligation) {
    try (Terms terms = new Terms()) {
      List<Bool> given = obligation.statement().apply(terms).given();
      Terms.Predicate listed = terms.predicate("listed", 64);
      StepInputs in = StepInputs.variables(MachineTerms.variables(terms), listed::of);
      return Compiler.compile(in.terms(), List.of(listed), List.of(terms.all(given)));
    }
  }

  private void applied(
      CounterFunction function, boolean fixed, long[] inputs, LongPredicate listed) {
    String title = Induction.words(function) + (fixed ? ", fixed" : ", general-purpose");
    Objects.requireNonNull(assumed.get(title)).evaluate(inputs, new LongPredicate[] {listed}, out);
    if (out[0] == 0) {
      leftOut.add(title);
    }
  }
}
