package pmuoracle.oracle.symbolic;

import java.util.List;
import java.util.Map;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Valuation;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.Step;

/** One step of which only is known what it may be. */
public interface StepTerms<A extends Enum<A>> {
  /** What it is. */
  Selector<A> selector();

  /** What the steps of each action have in common. */
  Map<A, Shape> shapes();

  /** The terms of fields by their names; what is not named is {@link #first}. */
  Map<String, Term> operands();

  /** 64 bits: the value, the event, or whatever else the step is mainly about. */
  Word first();

  /** The elements of its list, if it has one. */
  List<Word> entries();

  /** True iff it is this. */
  default Bool is(A action) {
    return selector().is(action);
  }

  /** Adds its ranges and list entries. */
  void parts(SizeTerm parts);

  /** Adds its set bits, and one for each field that is not as usual. */
  void bits(SizeTerm bits);

  /** The step of these values, for which there must be one. */
  default Step decode(Valuation values) {
    A action = selector().value(values);
    Shape shape = shapes().get(action);
    if (shape == null) {
      throw new AssertionError("no form makes a step that is " + action);
    }
    return shape.decode(operands(), first(), entries(), values);
  }
}
