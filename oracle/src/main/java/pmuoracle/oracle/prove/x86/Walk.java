package pmuoracle.oracle.prove.x86;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.oracle.prove.Obligation;
import pmuoracle.oracle.prove.Statement;
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
    String way = up ? "up" : "down";
    return List.of(
        new Obligation("walking %s begins with nothing seen".formatted(way), this::begin),
        new Obligation("walking %s stays within the list".formatted(way), this::bounds),
        new Obligation("walking %s sees every element with the key".formatted(way), this::turn),
        new Obligation(
            "walking %s stops where no more can have it".formatted(way), t -> stop(t, true)),
        new Obligation("walking %s to the end leaves none".formatted(way), this::end));
  }

  /**
   * True iff the kernel's comparison of unit masks says so; the mask byte's place is 48 bits up.
   */
  static Bool matches(Word entry, Word eventSelect) {
    Word mask = entry.shiftRight(entry.terms().word(64, 48));
    return eventSelect.and(EventSelect.UNIT_MASK).and(mask).is(entry.and(EventSelect.UNIT_MASK));
  }

  private Statement begin(Terms terms) {
    State state = new State(terms, order);
    return BinarySearch.ofLoop(state.given(true), state.seen(up, first(state)));
  }

  private Statement bounds(Terms terms) {
    State state = new State(terms, order);
    List<Bool> given = state.given(true);
    given.add(state.within(up, state.at));
    given.add(state.on(up, state.at));
    return BinarySearch.ofLoop(
        given, state.at.below(state.array.size()).and(state.within(up, next(state))));
  }

  private Statement turn(Terms terms) {
    State state = new State(terms, order);
    List<Bool> given = state.given(true);
    given.add(state.within(up, state.at));
    given.add(state.on(up, state.at));
    given.add(state.seen(up, state.at));
    Bool goesOn = state.has(state.current).and(state.matches(state.current).not());
    return BinarySearch.ofLoop(given, goesOn.implies(state.seen(up, next(state))));
  }

  private Statement stop(Terms terms, boolean sorted) {
    State state = new State(terms, order);
    List<Bool> given = state.given(sorted);
    given.add(state.within(up, state.at));
    given.add(state.on(up, state.at));
    Bool beyond =
        up
            ? state.at.atMost(state.place).and(state.place.below(state.array.size()))
            : state.place.atMost(state.at);
    return BinarySearch.ofLoop(
        given, state.has(state.current).not().and(beyond).implies(state.has(state.other).not()));
  }

  private Statement end(Terms terms) {
    State state = new State(terms, order);
    List<Bool> given = state.given(true);
    given.add(state.within(up, state.at));
    given.add(state.on(up, state.at).not());
    given.add(state.seen(up, state.at));
    Bool side =
        up
            ? state.found.atMost(state.place).and(state.place.below(state.array.size()))
            : state.place.below(state.found);
    Bool answers = state.has(state.other).and(state.matches(state.other));
    return BinarySearch.ofLoop(given, side.implies(answers.not()));
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

    List<Bool> given(boolean sorted) {
      List<Bool> given = new ArrayList<>(sorted ? array.sorted() : array.array());
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
