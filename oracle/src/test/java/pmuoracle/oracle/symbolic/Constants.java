package pmuoracle.oracle.symbolic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.Step;
import pmuoracle.spec.form.Field;
import pmuoracle.spec.form.Form;
import pmuoracle.spec.form.Forms;
import pmuoracle.spec.form.Sort;

/** Records whose terms are values. */
public final class Constants {
  /** The name of the operand that is not named. */
  public static final String FIRST = "";

  private Constants() {}

  /** Values of the same sorts as these terms. */
  public static List<Term> of(List<? extends Term> like, long[] values) {
    List<Term> constants = new ArrayList<>();
    for (int i = 0; i < like.size(); i++) {
      Terms terms = like.get(i).terms();
      constants.add(
          like.get(i) instanceof Word word
              ? terms.word(word.width(), values[i])
              : terms.bool(values[i] != 0));
    }
    return constants;
  }

  /** The record, by terms of the same sorts as those. */
  public static <R> FormTerms<R> of(FormTerms<R> like, R record) {
    long[] words = like.form().words(record);
    Terms terms = like.words().get(0).terms();
    List<Word> entries =
        Arrays.stream(words)
            .skip(like.words().size())
            .mapToObj(entry -> terms.word(Long.SIZE, entry))
            .toList();
    return new FormTerms<>(like.form(), of(like.words(), words), entries);
  }

  /** The words of the step's operands by these names, what has none of them being the first. */
  public static Map<String, Long> operands(Forms forms, Step step, Set<String> names) {
    Form<Step> form = forms.of(step);
    long[] words = form.words(step);
    Map<String, Long> operands = new HashMap<>();
    for (Field<Step> field : form.fields()) {
      int place = form.place(field.name());
      if (field.sort() != Sort.REGISTER) {
        operands.put(names.contains(field.name()) ? field.name() : FIRST, words[place]);
      }
      if (field.sort() == Sort.OPTIONAL_BITS) {
        operands.put(FIRST, words[place + 1]);
      }
    }
    return operands;
  }
}
