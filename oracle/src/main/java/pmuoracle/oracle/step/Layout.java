package pmuoracle.oracle.step;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import pmuoracle.oracle.encoding.Fired;
import pmuoracle.oracle.smt.Term;

/**
 * Where what a function reads and says stands in its arrays.
 *
 * <p>Inputs of functions of registers and counters: the machine; what of the virtual machine steps
 * read; then, at the places named here, the counter's index, the registers before and after, the
 * operands, whether the virtual CPU has run, how often the counter before carries, whether chains
 * are open, the counter. Inputs of calls: the machine, the virtual machine, the virtual CPU's own,
 * the operands.
 *
 * <p>Outputs: of a call, the virtual machine and the virtual CPU's own after it, the errno, the
 * rules; of registers, those after it, fault, answer, whether that is known, whether counters
 * follow, the rules; of a counter, the one after it, answer, whether that is known, how often it
 * carries, whether chains are open from now on, the rules.
 *
 * @param machine how many words a machine takes
 * @param vm the same of what calls go by, the virtual CPU's own included
 * @param own how many of the last of those are the virtual CPU's own
 * @param read how many of the first of those steps read
 * @param ran where a step is told whether its virtual CPU has run; -1 if none is
 * @param carried -1 if no counter hears of another
 * @param chained -1 if nothing about chains is ever open
 * @param counterSize how many words a counter takes
 * @param size how many inputs there are, of registers and counters
 * @param callSize the same of calls
 * @param rules how many words say which rules took part
 */
public record Layout(
    int machine,
    int vm,
    int own,
    int read,
    int index,
    int before,
    int after,
    int registers,
    int ran,
    int carried,
    int chained,
    int counter,
    int counterSize,
    int size,
    int callSize,
    int rules) {
  /** The errno of a call of which the model does not settle it; not 0, so that nothing follows. */
  public static final long UNSETTLED = -1;

  public int errno() {
    return vm;
  }

  public int callRules() {
    return vm + 1;
  }

  public int fault() {
    return registers;
  }

  public int registersAnswer() {
    return registers + 1;
  }

  public int registersKnown() {
    return registers + 2;
  }

  public int follow() {
    return registers + 3;
  }

  public int registersRules() {
    return registers + 4;
  }

  public int answer() {
    return counterSize;
  }

  public int known() {
    return counterSize + 1;
  }

  public int carries() {
    return counterSize + 2;
  }

  public int chains() {
    return counterSize + 3;
  }

  public int counterRules() {
    return counterSize + 4;
  }

  /**
   * A function's outputs in order.
   *
   * @param next what it leaves
   * @param said between that and the rules
   */
  public List<Term> outputs(List<Term> next, Fired fired, Term... said) {
    List<Term> outputs = new ArrayList<>(next);
    Collections.addAll(outputs, said);
    outputs.addAll(fired.words(rules));
    return outputs;
  }

  /** Enough for the outputs of any function. */
  public int outputs() {
    return Math.max(callRules(), Math.max(registersRules(), counterRules())) + rules;
  }
}
