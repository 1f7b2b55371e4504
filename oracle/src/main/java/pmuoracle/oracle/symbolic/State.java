package pmuoracle.oracle.symbolic;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.oracle.smt.Term;

/**
 * What one model keeps between steps, as far as one counter of the first virtual CPU depends on it;
 * lists are laid out as {@link pmuoracle.oracle.step.Layout} says.
 *
 * @param <Q> what an accepted filter says of events
 * @param vm what calls go by, the first virtual CPU's own last
 * @param other the second virtual CPU's own
 * @param ran whether the first virtual CPU has run, where some step asks
 * @param filter what the accepted filter says, if there is one
 */
public record State<Q>(
    List<Term> vm,
    List<Term> other,
    List<Term> ran,
    List<Term> registers,
    List<Term> counter,
    Q filter) {
  public State {
    vm = List.copyOf(vm);
    other = List.copyOf(other);
    ran = List.copyOf(ran);
    registers = List.copyOf(registers);
    counter = List.copyOf(counter);
  }

  /** Every term but what the filter says. */
  public List<Term> components() {
    List<Term> all = new ArrayList<>(vm);
    all.addAll(other);
    all.addAll(ran);
    all.addAll(registers);
    all.addAll(counter);
    return all;
  }

  /** The same with other components, as {@link #components} lists them. */
  public State<Q> with(List<Term> components) {
    int ofOther = vm.size();
    int ofRan = ofOther + other.size();
    int ofRegisters = ofRan + ran.size();
    int ofCounter = ofRegisters + registers.size();
    return new State<>(
        components.subList(0, ofOther),
        components.subList(ofOther, ofRan),
        components.subList(ofRan, ofRegisters),
        components.subList(ofRegisters, ofCounter),
        components.subList(ofCounter, components.size()),
        filter);
  }

  /** The same under another filter. */
  State<Q> asking(Q other) {
    return new State<>(vm, this.other, ran, registers, counter, other);
  }
}
