package pmuoracle.oracle.symbolic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Valuation;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.form.Field;
import pmuoracle.spec.form.Form;
import pmuoracle.spec.form.Sort;
import pmuoracle.spec.form.Type;

/**
 * A record of which nothing is known but its form: a term for each of its words. What it is to read
 * is counted as {@code Size} counts it when programs are shrunk.
 *
 * @param <R> the record
 * @param words a truth value for a word that is 0 or 1; of a list only the length
 * @param entries 64 bits each: the elements of the list, of which the first are meant
 */
public record FormTerms<R>(Form<R> form, List<Term> words, List<Word> entries) {
  public FormTerms {
    words = List.copyOf(words);
    entries = List.copyOf(entries);
  }

  /** The machine or request of these terms, which has no list. */
  public static <R> FormTerms<R> of(Form<R> form, Term... words) {
    return new FormTerms<>(form, List.of(words), List.of());
  }

  /**
   * A record of one variable for each field, as wide as the field's largest value.
   *
   * @param name what the names of the variables begin with
   * @param given the terms of other fields
   */
  public static <R> FormTerms<R> variables(
      Terms terms, String name, Form<R> form, Map<String, Term> given, List<Word> entries) {
    List<Term> words = new ArrayList<>();
    for (Field<R> field : form.fields()) {
      Term known = given.get(field.name());
      words.add(known == null ? variable(terms, name + "-" + field.name(), field.type()) : known);
    }
    return new FormTerms<>(form, words, entries);
  }

  private static Term variable(Terms terms, String name, Type type) {
    return type.sort() == Sort.FLAG ? terms.variable(name) : terms.variable(name, width(type));
  }

  private static int width(Type type) {
    return Long.SIZE - Long.numberOfLeadingZeros(type.most());
  }

  /** The first word of each field, by the field's name. */
  public Map<String, Term> named() {
    Map<String, Term> named = new HashMap<>();
    form.fields().forEach(field -> named.put(field.name(), first(field)));
    return named;
  }

  /** The word of this field. */
  public Word word(String field) {
    return (Word) words.get(form.place(field));
  }

  /** The word of this flag. */
  public Bool flag(String field) {
    return (Bool) words.get(form.place(field));
  }

  private Term first(Field<R> field) {
    return words.get(form.place(field.name()));
  }

  /** True iff each field is within its bounds; of a list that is not told every length is. */
  public Bool exists() {
    List<Bool> all = new ArrayList<>();
    for (Field<R> field : form.fields()) {
      if (first(field) instanceof Word word) {
        all.addAll(within(field.type(), word));
      }
    }
    return world().all(all);
  }

  private List<Bool> within(Type type, Word word) {
    if (type.sort() == Sort.EVENTS) {
      return entries.isEmpty() ? List.of() : List.of(word.atMost(entries.size()));
    }
    List<Bool> all = new ArrayList<>();
    if (type.least() != 0) {
      all.add(world().word(word.width(), type.least()).atMost(word));
    }
    if (Long.compareUnsigned(type.most(), -1L >>> (Long.SIZE - word.width())) < 0) {
      all.add(word.atMost(type.most()));
    }
    return all;
  }

  /** Adds its ranges and list entries where the condition holds. */
  public void parts(Bool when, Tally parts) {
    for (Field<R> field : form.fields()) {
      if (field.sort() == Sort.EXTENT) {
        parts.flag(when);
      } else if (field.sort() == Sort.EVENTS) {
        parts.number(when, ((Word) first(field)).bits(Tally.BITS - 1, 0));
      }
    }
  }

  /** Adds its set bits, and one for each field that is not as usual, where the condition holds. */
  public void bits(Bool when, Tally bits) {
    form.fields().forEach(field -> bits(when, field, bits));
  }

  private void bits(Bool when, Field<R> field, Tally bits) {
    Type type = field.type();
    Term term = first(field);
    switch (type.sort()) {
      case FLAG, CHOICE -> bits.flag(when, is(term, type.plain()).not());
      case BITS, VALUE, NAMED_BITS, EVENT -> {
        Word word = (Word) term;
        Word plain = world().word(word.width(), type.plain());
        bits.setBits(when, type.plain() == 0 ? word : word.xor(plain));
      }
      case OPTIONAL_BITS -> {
        bits.flag(when, (Bool) term);
        Word loaded = (Word) words.get(form.place(field.name()) + 1);
        bits.setBits(when.and((Bool) term), loaded);
      }
      case COUNT -> bits.number(when, ((Word) term).bits(width(type) - 1, 0));
      case QUANTITY -> {
        if (!field.presence().isRequired()) {
          bits.flag(when, isUsual(field, (Word) term).not());
        }
      }
      case SETTING -> bits.number(when, rank((Word) term, type.values()));
      case EXTENT -> {
        Bool odd = when.and(is(term, type.plain()).not());
        bits.flag(odd);
        bits.number(odd, length((Word) term));
      }
      case EVENTS -> {
        Word size = (Word) term;
        for (int i = 0; i < entries.size(); i++) {
          bits.setBits(when.and(world().word(size.width(), i).below(size)), entries.get(i));
        }
      }
      case VCPU, VARIANT, RANK, REGISTER -> {}
    }
  }

  private static Bool is(Term term, long value) {
    return term instanceof Word word
        ? word.is(value)
        : value == 1 ? (Bool) term : ((Bool) term).not();
  }

  /** A quantity that goes by another field is usually as large. */
  private Bool isUsual(Field<R> field, Word word) {
    String by = field.presence().by();
    return by.isEmpty() ? word.is(field.presence().usual().applyAsLong(0)) : word.is(word(by));
  }

  /** The place of the value among those, or how many they are. */
  private Word rank(Word word, List<Long> values) {
    Word rank = world().word(Tally.BITS, values.size());
    for (int i = 0; i < values.size(); i++) {
      rank = word.is(values.get(i)).choose(world().word(Tally.BITS, i), rank);
    }
    return rank;
  }

  /** The place of the highest set bit, from 1; 0 for no bit. */
  private Word length(Word word) {
    Word length = world().word(Tally.BITS, 0);
    for (int place = 0; place < word.width(); place++) {
      length = word.bit(place).choose(world().word(Tally.BITS, place + 1), length);
    }
    return length;
  }

  /** The record of these values, for which there must be one. */
  public R decode(Valuation values) {
    LongStream own = words.stream().mapToLong(term -> value(term, values));
    Field<R> last = form.fields().get(form.fields().size() - 1);
    long size = last.sort() == Sort.EVENTS ? value(first(last), values) : 0;
    LongStream listed = entries.stream().limit(size).mapToLong(values::value);
    return form.make(LongStream.concat(own, listed).toArray());
  }

  private static long value(Term term, Valuation values) {
    return term instanceof Word word ? values.value(word) : values.value((Bool) term) ? 1 : 0;
  }

  private Terms world() {
    return words.get(0).terms();
  }
}
