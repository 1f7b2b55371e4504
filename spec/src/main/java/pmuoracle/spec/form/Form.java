package pmuoracle.spec.form;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The table of a record: its fields in the order of its words, and how it is made of them.
 *
 * @param <R> the record
 */
public final class Form<R> {
  private final String name;
  private final Function<WordInput, R> maker;
  private final List<Field<R>> fields;
  private final List<Field<R>> written;
  private final Field.Getter<R>[] body;
  private final int[] places;
  private final int version;

  private Form(
      String name,
      Function<WordInput, R> maker,
      List<Field<R>> fields,
      List<String> written,
      int version) {
    this.name = name;
    this.version = version;
    this.maker = maker;
    this.fields = List.copyOf(fields);
    this.written = written.stream().map(this::field).toList();
    body = body(fields);
    places = new int[fields.size() + 1];
    for (int i = 0; i < fields.size(); i++) {
      places[i + 1] = places[i] + fields.get(i).sort().words();
    }
  }

  /** An array, because campaigns against processes go through it for every step. */
  @SuppressWarnings("unchecked")
  private static <R> Field.Getter<R>[] body(List<Field<R>> fields) {
    return fields.stream()
        .filter(field -> field.sort() != Sort.VCPU)
        .map(Field::getter)
        .toArray(Field.Getter[]::new);
  }

  /**
   * A form.
   *
   * @param name what files call the record: the verb of a step
   * @param fields in the order of the words that the maker takes
   */
  @SafeVarargs
  public static <R> Form<R> of(String name, Function<WordInput, R> maker, Field<R>... fields) {
    List<Field<R>> all = new ArrayList<>();
    for (Field<R> field : fields) {
      all.add(field);
    }
    return new Form<>(name, maker, all, all.stream().map(Field::name).toList(), 1);
  }

  /** The same with these fields first in files. */
  public Form<R> first(String... names) {
    List<String> all = new ArrayList<>(List.of(names));
    fields.stream().map(Field::name).filter(rest -> !all.contains(rest)).forEach(all::add);
    return new Form<>(name, maker, fields, all, version);
  }

  /** The same for a step that came with a later version of the process protocol. */
  public Form<R> since(int later) {
    return new Form<>(name, maker, fields, written.stream().map(Field::name).toList(), later);
  }

  /** The version of the process protocol it came with. */
  public int version() {
    return version;
  }

  /** The form of a record that has this one's as its last part, behind the fields before it. */
  public <S> Form<S> within(
      String verb, Function<S, R> part, Function<WordInput, S> whole, List<Field<S>> before) {
    List<Field<S>> all = new ArrayList<>(before);
    List<String> names = new ArrayList<>(all.stream().map(Field::name).toList());
    fields.forEach(field -> all.add(field.of(part)));
    written.forEach(field -> names.add(field.name()));
    return new Form<>(verb, whole, all, names, version);
  }

  public String name() {
    return name;
  }

  /** The fields in the order of their words. */
  public List<Field<R>> fields() {
    return fields;
  }

  /** The fields in the order of files. */
  public List<Field<R>> written() {
    return written;
  }

  /** The field of this name. */
  public Field<R> field(String wanted) {
    return fields.get(index(wanted));
  }

  private int index(String wanted) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(wanted)) {
        return i;
      }
    }
    throw new IllegalArgumentException(name + " has no field " + wanted);
  }

  /** Whether there is a field of this name. */
  public boolean has(String wanted) {
    return fields.stream().anyMatch(field -> field.name().equals(wanted));
  }

  /** The place of the first word of the field at this index. */
  public int place(int index) {
    return places[index];
  }

  /** The place of the first word of this field. */
  public int place(String field) {
    return places[index(field)];
  }

  /** How many words the record has, without the elements of its list. */
  public int width() {
    return places[fields.size()];
  }

  /** The words of every field. */
  public long[] words(R record) {
    Row row = new Row(width());
    for (Field<R> field : fields) {
      field.getter().put(record, row);
    }
    return row.words();
  }

  /** Puts the words of every field but the virtual CPU, which the head of a step tells. */
  public void putBody(R record, WordOutput into) {
    for (Field.Getter<R> getter : body) {
      getter.put(record, into);
    }
  }

  /** The record of these words; an {@link IllegalArgumentException} if there is none. */
  public R make(long... words) {
    return maker.apply(new WordInput(words));
  }

  /** The record of these words, or empty if its constructor refuses them. */
  public Optional<R> possible(long... words) {
    try {
      return Optional.of(make(words));
    } catch (IllegalArgumentException refused) {
      return Optional.empty();
    }
  }

  /** The record made of these words. */
  public R read(WordInput words) {
    return maker.apply(words);
  }

  /** The record with another value in a field of one word. */
  public R with(R record, String field, long value) {
    long[] words = words(record);
    words[place(field)] = value;
    return make(words);
  }

  /** The value the field has if it is left out, which other words may decide. */
  public long usual(Field<R> field, long[] words) {
    return field.presence().usual().applyAsLong(by(field, words));
  }

  /** The largest value the field can have, which other words may decide; unsigned. */
  public long most(Field<R> field, long[] words) {
    return field.presence().most().applyAsLong(by(field, words));
  }

  private long by(Field<R> field, long[] words) {
    String by = field.presence().by();
    return by.isEmpty() ? 0 : words[place(by)];
  }

  private static final class Row implements WordOutput {
    private long[] words;
    private int size;

    Row(int width) {
      words = new long[width];
    }

    @Override
    public WordOutput put(long word) {
      if (size == words.length) {
        words = Arrays.copyOf(words, 2 * size);
      }
      words[size++] = word;
      return this;
    }

    long[] words() {
      return Arrays.copyOf(words, size);
    }
  }
}
