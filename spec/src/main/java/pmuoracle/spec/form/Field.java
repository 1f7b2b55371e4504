package pmuoracle.spec.form;

import java.util.function.Function;

/**
 * One field of a form.
 *
 * @param <R> the record it is a field of
 * @param name its key in files
 * @param getter puts the value's words
 */
public record Field<R>(String name, Type type, Presence presence, Getter<R> getter) {
  /** How the words of the value are got from the record. */
  public interface Getter<R> {
    void put(R record, WordOutput into);
  }

  /** A field; to be imported statically. */
  public static <R> Field<R> field(String name, Type type, Presence presence, Getter<R> getter) {
    return new Field<>(name, type, presence, getter);
  }

  public Sort sort() {
    return type.sort();
  }

  /** The same field of a record that has this one as a part. */
  public <S> Field<S> of(Function<S, R> part) {
    return new Field<>(
        name, type, presence, (record, into) -> getter.put(part.apply(record), into));
  }
}
