package pmuoracle.oracle.prove.arm64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import pmuoracle.oracle.arm64.RandomPrograms;
import pmuoracle.oracle.arm64.StepWatch;
import pmuoracle.oracle.compile.Compiled;
import pmuoracle.oracle.compile.Compiler;
import pmuoracle.oracle.encoding.arm64.MachineTerms;
import pmuoracle.oracle.encoding.arm64.Ruling;
import pmuoracle.oracle.prove.Obligation;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.step.arm64.Action;
import pmuoracle.oracle.step.arm64.CounterFunction;
import pmuoracle.oracle.step.arm64.RegisterFunction;
import pmuoracle.oracle.step.arm64.StepInputs;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;

/**
 * The steps of random programs that an induction's assumptions leave out. Of what is claimed only
 * that states are well-formed is among them, as in every induction.
 */
public final class InductionDomain implements Function<Arm64Model, Set<String>> {
  private static final int PROGRAMS = 200;
  private static final int STEPS = 40;

  private final Set<String> leftOut = new TreeSet<>();
  private final Map<String, Compiled> assumed = new HashMap<>();
  private final long[] out = new long[1];

  @Override
  public Set<String> apply(Arm64Model model) {
    for (Obligation obligation : new Induction(model, new WellFormed()).obligations()) {
      if (!obligation.title().startsWith("new counter")) {
        assumed.put(obligation.title(), assumption(obligation));
      }
    }
    Looking looking = new Looking(model);
    RandomPrograms programs = new RandomPrograms(5);
    for (int i = 0; i < PROGRAMS; i++) {
      looking.watch.run(programs.next(model, STEPS));
    }
    return leftOut;
  }

  private static Compiled assumption(Obligation obligation) {
    try (Terms terms = new Terms()) {
      List<Bool> given = obligation.statement().apply(terms).given();
      Terms.Predicate allows = terms.predicate("filter-allows", 16);
      Terms.Predicate covers = terms.predicate("filter-covers", 16);
      StepInputs in =
          StepInputs.variables(MachineTerms.variables(terms), new Ruling.Answered(allows, covers));
      List<Term> inputs = new ArrayList<>(in.terms());
      inputs.add(terms.variable("has-run"));
      return Compiler.compile(inputs, List.of(allows, covers), List.of(terms.all(given)));
    }
  }

  private final class Looking implements StepWatch.Seen {
    private final StepWatch watch;

    Looking(Arm64Model model) {
      watch = StepWatch.of(model, this);
    }

    @Override
    public void counter(CounterFunction function, boolean cycle, boolean hasRun, long[] inputs) {
      boolean reads = !Action.applying(function).plan(Arm64Models.ARCHITECTURE).changes();
      look(reads ? "reads" : words(function), cycle, hasRun, inputs);
    }

    @Override
    public void registers(RegisterFunction function, boolean cycle, boolean hasRun, long[] inputs) {
      switch (function) {
        case HCR_WRITTEN -> look(words(function), cycle, hasRun, inputs);
        case KEPT -> look(hasRun ? "loaded" : "run", cycle, hasRun, inputs);
        default -> {}
      }
    }

    @Override
    public void filterSet(boolean cycle, boolean hasRun, long[] inputs) {
      look("filter set", cycle, hasRun, inputs);
    }

    private void look(String function, boolean cycle, boolean hasRun, long[] inputs) {
      String title = function + (cycle ? ", cycles" : ", events");
      long[] values = Arrays.copyOf(inputs, inputs.length + 1);
      values[inputs.length] = hasRun ? 1 : 0;
      Objects.requireNonNull(assumed.get(title)).evaluate(values, watch.filter(), out);
      if (out[0] == 0) {
        leftOut.add(title);
      }
    }
  }

  private static String words(Enum<?> function) {
    return function.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
