package pmuoracle.oracle.symbolic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.form.Field;
import pmuoracle.spec.form.Form;
import pmuoracle.spec.form.Sort;
import pmuoracle.spec.form.Type;

/**
 * A record by terms, one for each word of its form.
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
    form.fields().forEach(f -> named.put(f.name(), words.get(form.place(f.name()))));
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

  /** The same with another term in this field. */
  public FormTerms<R> with(String field, Term term) {
    List<Term> all = new ArrayList<>(words);
    all.set(form.place(field), term);
    return new FormTerms<>(form, all, entries);
  }
}
