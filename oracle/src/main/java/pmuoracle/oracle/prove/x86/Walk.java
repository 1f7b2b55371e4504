package pmuoracle.oracle.prove.x86;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import pmuoracle.oracle.prove.Obligation;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.x86.EventSelect;

/**
 * The kernel's walk from the element that was found, up to the end or down to the first, as long as
 * elements have the key; it ends with yes at the first that matches the unit mask.
 *
 * @param order the bits the list is sorted by
 * @param up or down
 */
record Walk(long order, boolean up) {

  /** That it says yes iff an element on its side has the key and matches; any length. */
  List<Obligation> obligations() {
    return List.of(
        obligation("begins with nothing seen", s -> List.of(), s -> s.seen(up, first(s))),
        obligation(
            "stays within the list",
            this::walking,
            s -> s.at.below(s.array.size()).and(s.within(up, next(s)))),
        obligation("sees every element with the key", this::seen, this::turn),
        obligation("stops where no more can have it", this::walking, this::stop),
        obligation("to the end leaves none", this::over, this::end));
  }

  private Obligation obligation(
      String title, Function<State, List<Bool>> where, Function<State, Bool> goal) {
    return new Obligation(
        "walking %s %s".formatted(up ? "up" : "down", title),
        terms -> {
          State state = new State(terms, order);
          List<Bool> given = state.given();
          given.addAll(where.apply(state));
          return BinarySearch.ofLoop(given, goal.apply(state));
        });
  }

  /**
   * True iff the kernel's comparison of unit masks says so; the mask byte's place is 48 bits up.
   */
  static Bool matches(Word entry, Word eventSelect) {
    Word mask = entry.shiftRight(entry.terms().word(64, 48));
    return eventSelect.and(EventSelect.UNIT_MASK).and(mask).is(entry.and(EventSelect.UNIT_MASK));
  }

  private List<Bool> walking(State state) {
    return List.of(state.within(up, state.at), state.on(up, state.at));
  }

  private List<Bool> seen(State state) {
    return List.of(state.within(up, state.at), state.on(up, state.at), state.seen(up, state.at));
  }

  private List<Bool> over(State state) {
    return List.of(
        state.within(up, state.at), state.on(up, state.at).not(), state.seen(up, state.at));
  }

  private Bool turn(State state) {
    Bool goesOn = state.has(state.current).and(state.matches(state.current).not());
    return goesOn.implies(state.seen(up, next(state)));
  }

  private Bool stop(State state) {
    Bool beyond =
        up
            ? state.at.atMost(state.place).and(state.place.below(state.array.size()))
            : state.place.atMost(state.at);
    return state.has(state.current).not().and(beyond).implies(state.has(state.other).not());
  }

  private Bool end(State state) {
    Bool side =
        up
            ? state.found.atMost(state.place).and(state.place.below(state.array.size()))
            : state.place.below(state.found);
    Bool answers = state.has(state.other).and(state.matches(state.other));
    return side.implies(answers.not());
  }

  private Word first(State state) {
    return up ? state.found : state.found.minus(state.one);
  }

  private Word next(State state) {
    return up ? state.at.plus(state.one) : state.at.minus(state.one);
  }

  /** A state of the loop: where the key was found, where the walk is, any one place besides. */
  private static final class State {
    private final SortedArray array;
    private final Word one;
    private final Word key;
    private final Word eventSelect;
    private final Word found;
    private final Word at;
    private final Word place;
    private final Word hit;
    private final Word current;
    private final Word other;

    State(Terms terms, long order) {
      array = new SortedArray(terms, order);
      one = terms.word(64, 1);
      key = terms.variable("key", 64);
      eventSelect = terms.variable("event", 64);
      found = terms.variable("found", 64);
      at = terms.variable("at", 64);
      place = terms.variable("place", 64);
      hit = array.at(found);
      current = array.at(at);
      other = array.at(place);
    }

    List<Bool> given() {
      List<Bool> given = new ArrayList<>(array.sorted());
      given.add(found.below(array.size()));
      given.add(has(hit));
      return given;
    }

    Bool has(Word element) {
      return array.key(element).is(key);
    }

    Bool matches(Word element) {
      return Walk.matches(element, eventSelect);
    }

    /** The walk's place is one it can have; one before the first is all ones. */
    Bool within(boolean up, Word where) {
      Bool below = where.plus(one).atMost(found);
      return up ? found.atMost(where).and(where.atMost(array.size())) : below;
    }

    /** The loop's condition. */
    Bool on(boolean up, Word where) {
      return up ? where.below(array.size()) : where.signedBelow(where.terms().word(64, 0)).not();
    }

    /** The place, if the walk passed it, has the key and does not match. */
    Bool seen(boolean up, Word where) {
      Bool passed =
          up
              ? found.atMost(place).and(place.below(where))
              : where.plus(one).atMost(place).and(place.below(found));
      return passed.implies(has(other).and(matches(other).not()));
    }
  }
}
