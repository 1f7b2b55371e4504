package pmuoracle.oracle.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongPredicate;
import pmuoracle.oracle.compile.Compiled;
import pmuoracle.oracle.compile.Compiler;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.symbolic.x86.ObservedCounter;
import pmuoracle.oracle.symbolic.x86.SymbolicMachine;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Models;

/** The x86 machines, and counters of them, that are not where the encoding says they are. */
public final class X86MachineDomain implements Function<List<X86Machine>, List<String>> {
  private static final LongPredicate[] NONE = {};
  private static final List<String> CONDITIONS =
      List.of("wellFormed", "exists", "has the general-purpose counter", "has the fixed counter");

  private final long[] in = new long[MachineTerms.SIZE + 1];
  private final long[] out = new long[CONDITIONS.size() + X86Models.ALL.size()];
  private final List<String> wrong = new ArrayList<>();

  @Override
  public List<String> apply(List<X86Machine> machines) {
    Compiled conditions = compiled();
    for (X86Machine machine : machines) {
      MachineTerms.write(machine, in, 0);
      look(conditions, machine, Math.max(0, machine.generalPurpose() - 1));
      look(conditions, machine, machine.generalPurpose());
      look(conditions, machine, Math.max(0, machine.fixed() - 1));
      look(conditions, machine, machine.fixed());
    }
    return wrong;
  }

  private void look(Compiled conditions, X86Machine machine, int index) {
    in[MachineTerms.SIZE] = index;
    conditions.evaluate(in, NONE, out);
    expect(machine, 0, true);
    expect(machine, 1, true);
    expect(machine, 2, index < machine.generalPurpose());
    expect(machine, 3, index < machine.fixed());
    for (int i = 0; i < X86Models.ALL.size(); i++) {
      X86Model model = X86Models.ALL.get(i);
      if ((out[CONDITIONS.size() + i] != 0) != model.refusal(machine).isEmpty()) {
        wrong.add(model.id() + ": isOf is wrong of " + machine);
      }
    }
  }

  private void expect(X86Machine machine, int condition, boolean expected) {
    if ((out[condition] != 0) != expected) {
      wrong.add(
          CONDITIONS.get(condition)
              + " is wrong, of index "
              + in[MachineTerms.SIZE]
              + " of "
              + machine);
    }
  }

  private static Compiled compiled() {
    try (Terms terms = new Terms()) {
      MachineTerms facts = MachineTerms.variables(terms);
      SymbolicMachine machine = new SymbolicMachine(facts);
      Word index = terms.variable("index", 64);
      List<Term> inputs = new ArrayList<>(facts.terms());
      inputs.add(index);
      List<Bool> conditions =
          new ArrayList<>(
              List.of(
                  facts.wellFormed(),
                  machine.exists(),
                  new ObservedCounter(false, index).exists(facts),
                  new ObservedCounter(true, index).exists(facts)));
      X86Models.ALL.forEach(model -> conditions.add(machine.isOf(model)));
      return Compiler.compile(inputs, List.of(), conditions);
    }
  }
}
