package pmuoracle.oracle.encoding;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Word;

/**
 * A record whose components are terms or such records; others, as what a filter says of events, are
 * passed over.
 */
public interface TermRecord {
  /** Every term, in order of the components. */
  default List<Term> terms() {
    List<Term> terms = new ArrayList<>();
    for (Method component : Accessors.OF.get(getClass())) {
      Object value = Accessors.value(component, this);
      if (value instanceof Term term) {
        terms.add(term);
      } else if (value instanceof TermRecord part) {
        terms.addAll(part.terms());
      }
    }
    return List.copyOf(terms);
  }

  /** True iff all terms are equal; both are of one type. */
  default Bool is(TermRecord that) {
    List<Term> mine = terms();
    List<Term> its = that.terms();
    List<Bool> all = new ArrayList<>();
    for (int i = 0; i < mine.size(); i++) {
      all.add(
          mine.get(i) instanceof Word word
              ? word.is((Word) its.get(i))
              : ((Bool) mine.get(i)).iff((Bool) its.get(i)));
    }
    return mine.get(0).terms().all(all);
  }

  /**
   * The first where the condition holds, else the second.
   *
   * @param of makes such a record of its components
   */
  static <R extends TermRecord> R choose(
      Bool condition, R then, R otherwise, Function<Components, R> of) {
    return of.apply(
        Components.of(zip(then.terms(), otherwise.terms(), (a, b) -> chosen(condition, a, b))));
  }

  /** The first where the condition holds, else the second; a term that both have stays itself. */
  static List<Term> choose(Bool condition, List<Term> then, List<Term> otherwise) {
    return zip(then, otherwise, (a, b) -> a == b ? a : chosen(condition, a, b));
  }

  private static List<Term> zip(List<Term> one, List<Term> other, BinaryOperator<Term> both) {
    List<Term> all = new ArrayList<>();
    for (int i = 0; i < one.size(); i++) {
      all.add(both.apply(one.get(i), other.get(i)));
    }
    return all;
  }

  private static Term chosen(Bool condition, Term then, Term otherwise) {
    return then instanceof Word word
        ? condition.choose(word, (Word) otherwise)
        : condition.choose((Bool) then, (Bool) otherwise);
  }

  /** The accessors of records. */
  final class Accessors {
    private static final ClassValue<List<Method>> OF =
        new ClassValue<>() {
          @Override
          protected List<Method> computeValue(Class<?> type) {
            return Stream.of(type.getRecordComponents())
                .map(RecordComponent::getAccessor)
                .peek(accessor -> accessor.setAccessible(true))
                .toList();
          }
        };

    private Accessors() {}

    private static Object value(Method accessor, TermRecord record) {
      try {
        return accessor.invoke(record);
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("the component of a record cannot be read", e);
      }
    }
  }
}
