package pmuoracle.oracle.step;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a step does: a call; if that succeeds, a function of the virtual CPU's registers; if that
 * says so, a function of counters. Immutable once it is handed out: the methods that change it are
 * for tables of plans.
 *
 * @param <C> the functions of calls
 * @param <R> the functions of registers
 * @param <F> the functions of counters
 */
public final class Plan<C, R, F> {
  private final EnumSet<Shown> shown = EnumSet.noneOf(Shown.class);
  private int place;
  private @Nullable C call;
  private @Nullable R registers;
  private @Nullable R special;
  private @Nullable F counters;
  private Reach reach = Reach.ONE;
  private boolean guests;
  private boolean runs;
  private boolean changes = true;
  private boolean showsNoFault;
  private boolean showsFault;
  private boolean showsAnswer;
  private boolean showsOne;
  private boolean showsBits;
  private boolean showsEach;

  /** These plans, each knowing its place among them. */
  public static <C, R, F> List<Plan<C, R, F>> inOrder(Stream<Plan<C, R, F>> plans) {
    List<Plan<C, R, F>> all = plans.toList();
    for (int i = 0; i < all.size(); i++) {
      all.get(i).place = i;
    }
    return all;
  }

  /** Only on a virtual CPU that has run; on another it does not happen. */
  public Plan<C, R, F> ofGuest() {
    guests = true;
    return this;
  }

  public Plan<C, R, F> calling(C function) {
    call = function;
    return this;
  }

  /** The virtual CPU has run afterwards, if the call succeeds. */
  public Plan<C, R, F> running() {
    runs = true;
    return this;
  }

  public Plan<C, R, F> with(R function) {
    return with(function, function);
  }

  /** A function of registers that is another one for a step about a special counter. */
  public Plan<C, R, F> with(R function, R ofSpecial) {
    registers = function;
    special = ofSpecial;
    return this;
  }

  public Plan<C, R, F> then(Reach which, F function) {
    reach = which;
    counters = function;
    return this;
  }

  public Plan<C, R, F> showing(Shown... cells) {
    shown.clear();
    Collections.addAll(shown, cells);
    showsNoFault = shown.contains(Shown.NO_FAULT);
    showsFault = shown.contains(Shown.FAULT) || shown.contains(Shown.ERRNO);
    showsAnswer = shown.contains(Shown.ANSWER);
    showsOne = shown.contains(Shown.COUNTER_FAULT) || shown.contains(Shown.COUNTER_VALUE);
    showsBits = shown.contains(Shown.BITS);
    showsEach = shown.contains(Shown.COUNTS) || shown.contains(Shown.HARDWARE);
    return this;
  }

  /** After it all is as before. */
  public Plan<C, R, F> looking() {
    changes = false;
    return this;
  }

  /** Which of all plans it is, from 0. */
  public int place() {
    return place;
  }

  public boolean isGuests() {
    return guests;
  }

  public @Nullable C call() {
    return call;
  }

  public boolean runs() {
    return runs;
  }

  /** Of a step about a special counter, or about another, or about none. */
  public @Nullable R registers(boolean isSpecial) {
    return isSpecial ? special : registers;
  }

  public @Nullable F counters() {
    return counters;
  }

  public Reach reach() {
    return reach;
  }

  /** What is seen besides the errno of a call, in this order. */
  public Set<Shown> shown() {
    return Collections.unmodifiableSet(shown);
  }

  public boolean showsNoFault() {
    return showsNoFault;
  }

  public boolean showsFault() {
    return showsFault;
  }

  public boolean showsAnswer() {
    return showsAnswer;
  }

  /** Whether the call is all there is to it. */
  public boolean isCallAlone() {
    return registers == null && counters == null && !showsNoFault;
  }

  /** Whether the answer of the one counter is a cell. */
  public boolean showsOne() {
    return showsOne;
  }

  public boolean showsBits() {
    return showsBits;
  }

  /** Whether the answer of each counter is a cell. */
  public boolean showsEach() {
    return showsEach;
  }

  /** Whether anything is to be seen after it. */
  public boolean showsSomething() {
    return call != null || !shown.isEmpty();
  }

  /** Whether anything can be another than before. */
  public boolean changes() {
    return changes;
  }

  /** Whether it applies the function to counters. */
  public boolean applies(F function) {
    return Optional.ofNullable(counters).equals(Optional.of(function));
  }
}
