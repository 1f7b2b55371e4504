package pmuoracle.spec.form;

import java.util.function.Function;

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
   * @param before the value for systems of an earlier version
   */
  public record Added(int version, long before) {
    static final Added FIRST = new Added(1, 0);
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
   * The same for a field that came with a later version of the process protocol. Systems that speak
   * an earlier one are given machines with the value {@code before} only.
   */
  public Field<R> since(int version, long before) {
    return new Field<>(name, type, presence, getter, new Added(version, before));
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
