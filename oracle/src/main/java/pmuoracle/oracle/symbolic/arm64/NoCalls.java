package pmuoracle.oracle.symbolic.arm64;

import pmuoracle.oracle.encoding.arm64.Ruling;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Word;

/** No call was accepted; nobody asks. */
record NoCalls() implements Ruling {
  @Override
  public Bool allows(Word event) {
    return event.terms().bool(true);
  }

  @Override
  public Bool covers(Word event) {
    return event.terms().bool(false);
  }
}
