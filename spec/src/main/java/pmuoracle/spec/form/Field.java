package pmuoracle.spec.form;

import java.util.function.Function;
import java.util.function.LongUnaryOperator;

/**
 * One field of a form.
 *
 * @param <R> the record it is a field of
 * @param name its key in files
 * @param getter puts the value's words
 * @param added since when systems that are processes know it
 */
public record Field<R>(String name, Type type, Presence presence, Getter<R> getter, Added added) {
  /**
   * Which version of the process protocol a field came with.
   *
   * @param version 1 up
   * @param by the field on whose first word the value before depends
   * @param before the value for systems of an earlier version
   */
  public record Added(int version, String by, LongUnaryOperator before) {
    static final Added FIRST = new Added(1, "", any -> 0);
  }

  /** How the words of the value are got from the record. */
  public interface Getter<R> {
    void put(R record, WordOutput into);
  }

  /** A field; to be imported statically. */
  public static <R> Field<R> field(String name, Type type, Presence presence, Getter<R> getter) {
    return new Field<>(name, type, presence, getter, Added.FIRST);
  }

  /**
   * The same for a field that came with a later version of the process protocol. To a system that
   * speaks an earlier one a machine has the value {@code before}, of the word of the field {@code
   * by}.
   */
  public Field<R> since(int version, String by, LongUnaryOperator before) {
    return new Field<>(name, type, presence, getter, new Added(version, by, before));
  }

  public Sort sort() {
    return type.sort();
  }

  /** The same field of a record that has this one as a part. */
  public <S> Field<S> of(Function<S, R> part) {
    return new Field<>(
        name, type, presence, (record, into) -> getter.put(part.apply(record), into), added);
  }
}
