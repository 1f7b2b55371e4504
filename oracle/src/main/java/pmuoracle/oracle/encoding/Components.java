package pmuoracle.oracle.encoding;

import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;

/**
 * The components of a record of terms, handed out in the record's order: a record says once what it
 * consists of, whoever provides it.
 */
public interface Components {
  /** The next one, a word of this width. */
  Word word(String name, int width);

  /** The next one, a truth value. */
  Bool truth(String name);

  /** The same under other names. */
  default Components named(UnaryOperator<String> renamed) {
    Components same = this;
    return new Components() {
      @Override
      public Word word(String name, int width) {
        return same.word(renamed.apply(name), width);
      }

      @Override
      public Bool truth(String name) {
        return same.truth(renamed.apply(name));
      }
    };
  }

  /** Each one a variable of its name. */
  static Components variables(Terms terms) {
    return new Components() {
      @Override
      public Word word(String name, int width) {
        return terms.variable(name, width);
      }

      @Override
      public Bool truth(String name) {
        return terms.variable(name);
      }
    };
  }

  /** These terms, in order. */
  static Components of(List<Term> terms) {
    Iterator<Term> rest = terms.iterator();
    return new Components() {
      @Override
      public Word word(String name, int width) {
        return (Word) rest.next();
      }

      @Override
      public Bool truth(String name) {
        return (Bool) rest.next();
      }
    };
  }
}
