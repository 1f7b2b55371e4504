package pmuoracle.harness.shrink;

import java.util.List;
import java.util.stream.LongStream;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;
import pmuoracle.spec.form.Field;
import pmuoracle.spec.form.Form;
import pmuoracle.spec.form.Forms;
import pmuoracle.spec.form.Type;

/** Adds up the {@link Size} of programs, field by field. */
final class ProgramSize {
  private final Forms forms;

  ProgramSize(Forms forms) {
    this.forms = forms;
  }

  Size of(GuestProgram program) {
    SizeSum sum = new SizeSum();
    add(forms.of(program.machine()), program.machine(), sum);
    for (Step step : program.steps()) {
      add(forms.of(step), step, sum);
    }
    return sum.of(program.steps().size());
  }

  /** The words of the machine, then of each step, behind the number of its kind. */
  long[] words(GuestProgram program) {
    LongStream steps =
        program.steps().stream()
            .flatMapToLong(
                step ->
                    LongStream.concat(
                        LongStream.of(forms.number(step)),
                        LongStream.of(forms.of(step).words(step))));
    Machine machine = program.machine();
    return LongStream.concat(LongStream.of(forms.of(machine).words(machine)), steps).toArray();
  }

  private <R> void add(Form<R> form, R record, SizeSum sum) {
    long[] words = form.words(record);
    List<Field<R>> fields = form.fields();
    for (int i = 0; i < fields.size(); i++) {
      add(form, fields.get(i), words, form.place(i), sum);
    }
  }

  private <R> void add(Form<R> form, Field<R> field, long[] words, int place, SizeSum sum) {
    Type type = field.type();
    long word = words[place];
    switch (type.sort()) {
      case VCPU, RANK -> sum.place((int) word);
      case FLAG, CHOICE -> sum.flag(word != type.plain());
      case BITS, VALUE, NAMED_BITS, EVENT -> sum.number(word ^ type.plain());
      case OPTIONAL_BITS -> {
        sum.flag(word != 0);
        sum.number(words[place + 1]);
      }
      case COUNT -> sum.bits((int) word);
      case QUANTITY -> {
        boolean usual = !field.presence().isRequired();
        if (!usual || word != form.usual(field, words)) {
          sum.flag(usual);
          sum.quantity(word);
        }
      }
      case SETTING -> {
        int rank = type.values().indexOf(word);
        sum.bits(rank < 0 ? type.values().size() : rank);
      }
      case VARIANT -> {}
      case REGISTER -> {
        sum.flag(forms.plainer(word) != word);
        sum.place((int) words[place + 1]);
      }
      case EXTENT -> {
        sum.parts(1);
        if (word != type.plain()) {
          sum.flag(true);
          sum.bits(Long.SIZE - Long.numberOfLeadingZeros(word));
          sum.quantity(word);
        }
      }
      case EVENTS -> {
        sum.parts((int) word);
        for (int i = place + 1; i < words.length; i++) {
          sum.number(words[i]);
        }
      }
    }
  }
}
