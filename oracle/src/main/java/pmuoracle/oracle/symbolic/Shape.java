package pmuoracle.oracle.symbolic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Valuation;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.Step;
import pmuoracle.spec.form.Field;
import pmuoracle.spec.form.Form;
import pmuoracle.spec.form.Forms;
import pmuoracle.spec.form.Sort;

/**
 * What all steps of one action have in common.
 *
 * @param kind the place of the kind of register they access, if they access one
 * @param index the register's number
 */
public record Shape(Form<Step> form, long kind, long index) {
  /**
   * The shape of each action.
   *
   * @param own the counter's own kinds of register, which are meant where several make steps of one
   *     action
   * @param others the other kinds of register that steps access
   * @param index the number of those registers that are numbered
   * @param action what a step is
   */
  @SuppressWarnings("EnumOrdinal")
  public static <A extends Enum<A>> Map<A, Shape> all(
      Forms forms,
      Class<A> type,
      List<? extends Enum<?>> own,
      Enum<?>[] others,
      int index,
      Function<Step, A> action) {
    List<Enum<?>> kinds = new ArrayList<>(own);
    Collections.addAll(kinds, others);
    Map<A, Shape> all = new EnumMap<>(type);
    for (Form<? extends Step> form : forms.steps()) {
      for (Enum<?> register : kinds) {
        long kind = register.ordinal();
        boolean numbered = forms.counters().stream().anyMatch(sort -> sort.numbers(kind));
        long number = numbered ? index : 0;
        form.possible(least(form, kind, number))
            .ifPresent(
                step ->
                    all.putIfAbsent(action.apply(step), new Shape(forms.of(step), kind, number)));
      }
    }
    return all;
  }

  /** The words of the step with the least values. */
  private static long[] least(Form<? extends Step> form, long kind, long index) {
    return form.fields().stream()
        .flatMapToLong(
            field ->
                field.sort() == Sort.REGISTER
                    ? LongStream.of(kind, index)
                    : LongStream.of(field.type().least(), 0).limit(field.sort().words()))
        .toArray();
  }

  /**
   * The step of these values, for which there must be one.
   *
   * @param operands the terms of fields by their names; of bits that can be missing, whether they
   *     are there
   * @param first what every other field is, and bits that can be missing
   * @param entries the elements of its list, if it has one, of which the first are meant
   */
  Step decode(Map<String, Term> operands, Word first, List<Word> entries, Valuation values) {
    List<Long> words = new ArrayList<>();
    for (Field<Step> field : form.fields()) {
      long word = value(operands.getOrDefault(field.name(), first), values);
      if (field.sort() == Sort.REGISTER) {
        words.addAll(List.of(kind, index));
      } else if (field.sort() == Sort.OPTIONAL_BITS) {
        words.addAll(List.of(word, values.value(first)));
      } else {
        words.add(word);
      }
      if (field.sort() == Sort.EVENTS) {
        entries.stream().limit(word).forEach(entry -> words.add(values.value(entry)));
      }
    }
    return form.make(words.stream().mapToLong(Long::longValue).toArray());
  }

  private static long value(Term term, Valuation values) {
    return term instanceof Word word ? values.value(word) : values.value((Bool) term) ? 1 : 0;
  }
}
