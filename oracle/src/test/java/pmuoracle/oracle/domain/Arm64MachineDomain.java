package pmuoracle.oracle.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongPredicate;
import pmuoracle.oracle.compile.Compiled;
import pmuoracle.oracle.compile.Compiler;
import pmuoracle.oracle.encoding.arm64.MachineTerms;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.symbolic.arm64.ObservedCounter;
import pmuoracle.oracle.symbolic.arm64.SymbolicMachine;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;

/** The arm64 machines, and counters of them, that are not where the encoding says they are. */
public final class Arm64MachineDomain implements Function<List<Arm64Machine>, List<String>> {
  private static final LongPredicate[] NONE = {};
  private static final int OF_MODELS = 3;

  private final long[] in = new long[MachineTerms.SIZE + 1];
  private final long[] out = new long[OF_MODELS + 2 * Arm64Models.ALL.size()];
  private final List<String> wrong = new ArrayList<>();

  @Override
  public List<String> apply(List<Arm64Machine> machines) {
    Compiled conditions = compiled();
    for (Arm64Machine machine : machines) {
      MachineTerms.write(machine, in, 0);
      in[MachineTerms.SIZE] = machine.counters() - 1L;
      conditions.evaluate(in, NONE, out);
      expect(out[0] != 0, "exists", machine);
      expect(out[1] != 0, "the last event counter", machine);
      expect(out[2] != 0, "the cycle counter", machine);
      for (int i = 0; i < Arm64Models.ALL.size(); i++) {
        Arm64Model model = Arm64Models.ALL.get(i);
        boolean allowed = model.refusal(machine).isEmpty();
        expect((out[OF_MODELS + 2 * i] != 0) == allowed, model.id() + " exists", machine);
        expect((out[OF_MODELS + 2 * i + 1] != 0) == allowed, model.id() + " isOf", machine);
      }
    }
    return wrong;
  }

  private void expect(boolean holds, String condition, Arm64Machine machine) {
    if (!holds) {
      wrong.add(condition + " is wrong of " + machine);
    }
  }

  private static Compiled compiled() {
    try (Terms terms = new Terms()) {
      MachineTerms facts = MachineTerms.variables(terms);
      SymbolicMachine machine = new SymbolicMachine(facts, terms.bool(false));
      Word index = terms.variable("index", 64);
      List<Term> inputs = new ArrayList<>(facts.terms());
      inputs.add(index);
      List<Bool> conditions =
          new ArrayList<>(
              List.of(
                  machine.exists(),
                  new ObservedCounter(false, index).exists(facts),
                  ObservedCounter.any(terms, true).exists(facts)));
      for (Arm64Model model : Arm64Models.ALL) {
        conditions.add(facts.exists(model));
        conditions.add(machine.isOf(model));
      }
      return Compiler.compile(inputs, List.of(), conditions);
    }
  }
}
