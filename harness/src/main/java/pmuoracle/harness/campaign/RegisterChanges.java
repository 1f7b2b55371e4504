package pmuoracle.harness.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import pmuoracle.oracle.Oracle;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Step;
import pmuoracle.spec.Trace;
import pmuoracle.spec.form.Counters;
import pmuoracle.spec.form.Form;
import pmuoracle.spec.form.Forms;
import pmuoracle.spec.form.Sort;

/**
 * What a program changes before its divergence: each bit of a register that a write sets or clears,
 * whoever writes it, by what the model says a read shows before and after; and the levels it goes
 * to. The event of a type register and the value of a counter count as a whole.
 */
final class RegisterChanges {
  /** More bits than these in one direction are told as many: then it is a number. */
  private static final int MOST_BITS = 4;

  private static final String READ = "read";

  private final Forms forms;
  private final Oracle oracle;

  /** By what this oracle says of registers. */
  RegisterChanges(Forms forms, Oracle oracle) {
    this.forms = forms;
    this.oracle = oracle;
  }

  /** In words that mean something to nobody but another program's, sorted. */
  Set<String> of(GuestProgram program, int steps) {
    Set<String> changes = new TreeSet<>();
    for (int i = 0; i < steps; i++) {
      Step step = program.steps().get(i);
      Form<Step> form = forms.of(step);
      long[] words = form.words(step);
      for (int f = 0; f < form.fields().size(); f++) {
        int place = form.place(f);
        Sort sort = form.fields().get(f).sort();
        if (sort == Sort.RANK) {
          changes.add(form.fields().get(f).name() + " " + words[place]);
        } else if (sort == Sort.OPTIONAL_BITS && words[place] != 0) {
          changes.add(form.fields().get(f).name() + " loaded");
        } else if (sort == Sort.VALUE) {
          add(program, i, words[place - 2], words[place - 1], changes);
        }
      }
    }
    return changes;
  }

  private void add(GuestProgram program, int at, long kind, long index, Set<String> into) {
    String name = "register " + forms.plainer(kind);
    if (forms.counters().stream().anyMatch(sort -> sort.numbers(kind))
        && !forms.events().isIn(kind)) {
      into.add(name);
      return;
    }
    OptionalLong before = value(program, at, at, kind, index);
    OptionalLong after = value(program, at, at + 1, kind, index);
    if (before.isEmpty() || after.isEmpty()) {
      into.add(name + " unread");
      return;
    }
    long changed = before.getAsLong() ^ after.getAsLong();
    if (changed == 0) {
      into.add(name + " as it was");
    }
    long event =
        forms.events().isIn(kind) ? forms.events().mask().applyAsLong(program.machine()) : 0;
    if ((changed & event) != 0) {
      into.add(name + " event");
    }
    bits(name + " up", folded(kind, changed & ~event & after.getAsLong()), into);
    bits(name + " down", folded(kind, changed & ~event & before.getAsLong()), into);
  }

  /** With the bits of each counter as if they were the first one's. */
  private long folded(long kind, long bits) {
    long folded = bits;
    for (Counters sort : forms.counters()) {
      for (Counters.Lanes lanes : sort.ofValue(kind).stream().toList()) {
        long all = folded;
        folded = lanes.cut(all, 0);
        for (int counter = 0; counter < lanes.most(); counter++) {
          long its = lanes.cut(all, counter + 1) & ~lanes.cut(all, counter);
          folded |= lanes.exchanged(its, 0, counter);
        }
      }
    }
    return folded;
  }

  private static void bits(String direction, long bits, Set<String> into) {
    if (Long.bitCount(bits) > MOST_BITS) {
      into.add(direction);
    } else {
      LongStream.range(0, Long.SIZE)
          .filter(bit -> (bits >>> bit & 1) != 0)
          .forEach(bit -> into.add(direction + " " + bit));
    }
  }

  /** What the step's virtual CPU reads after so many steps; empty if that is not to be known. */
  private OptionalLong value(GuestProgram program, int step, int after, long kind, long index) {
    List<Step> steps = new ArrayList<>(program.steps().subList(0, after));
    Form<? extends Step> form = forms.steps().get(forms.verbs().indexOf(READ));
    Step read = form.make(program.steps().get(step).vcpu(), kind, index);
    if (program.machine().refusal(read).isPresent()) {
      return OptionalLong.empty();
    }
    steps.add(read);
    Trace trace = new Trace();
    oracle.predict(new GuestProgram(program.machine(), steps), trace);
    int place = program.machine().observations(read).indexOf(Observation.VALUE);
    return place >= 0 && trace.isKnown(after, place)
        ? OptionalLong.of(trace.cell(after, place))
        : OptionalLong.empty();
  }
}
