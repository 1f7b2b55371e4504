package pmuoracle.oracle.prove.x86;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.oracle.prove.NumberWitness;
import pmuoracle.oracle.prove.Obligation;
import pmuoracle.oracle.prove.Statement;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;

/**
 * The kernel's binary search, one turn of its loop: elements left of {@code lo} are below the key,
 * those from {@code hi} on are above it. It keeps {@code lo} and {@code num}, which is {@code hi -
 * lo}, probes at {@code lo + num / 2}, and goes on with {@code num / 2} elements on the left or
 * {@code (num - 1) / 2} on the right.
 *
 * @param order the bits the list is sorted by
 */
record BinarySearch(long order) {

  /** That it finds the key iff some element has it, for a list of any length. */
  List<Obligation> obligations() {
    return List.of(
        new Obligation("a search begins with everything open", this::begin),
        new Obligation("the parts of what is left are less", BinarySearch::parts),
        new Obligation("a probe is within what is left", this::probe),
        new Obligation("what goes on is bounded by the probe", BinarySearch::bounds),
        new Obligation("a turn passes over no element with the key", t -> turn(t, true)),
        new Obligation("a search that ends without a hit leaves none", this::end));
  }

  /** The false sibling. */
  Obligation unsorted() {
    return new Obligation("of a list that is not sorted", t -> turn(t, false));
  }

  /** A claim about a loop: what refutes it is a state, which shows nothing by itself. */
  static Statement ofLoop(List<Bool> given, Bool goal) {
    return new Statement(
        given, goal, values -> new NumberWitness(List.of("a state of the loop"), () -> false));
  }

  private Statement begin(Terms terms) {
    Search search = new Search(terms, order);
    return ofLoop(search.array.sorted(), search.open(terms.word(64, 0), search.array.size()));
  }

  /** The part on the left, the probe and the part on the right are all there is. */
  private static Statement parts(Terms terms) {
    Word num = terms.variable("num", 64);
    Word left = left(num);
    Word right = right(num);
    return ofLoop(
        List.of(num.is(0).not()),
        terms.all(left.below(num), right.below(num), left.plus(1).plus(right).is(num)));
  }

  private Statement probe(Terms terms) {
    Word lo = terms.variable("lo", 64);
    Word num = terms.variable("num", 64);
    Word left = terms.variable("left", 64);
    Word hi = lo.plus(num);
    Word middle = lo.plus(left);
    return ofLoop(List.of(lo.atMost(hi), left.below(num)), lo.atMost(middle).and(middle.below(hi)));
  }

  /** On the left up to the probe, on the right from behind it, nothing else. */
  private static Statement bounds(Terms terms) {
    Word lo = terms.variable("lo", 64);
    Word left = terms.variable("left", 64);
    Word right = terms.variable("right", 64);
    Word middle = lo.plus(left);
    Word hi = lo.plus(left.plus(1).plus(right));
    return ofLoop(List.of(), middle.plus(1).plus(right).is(hi));
  }

  private Statement turn(Terms terms, boolean sorted) {
    Search search = new Search(terms, order);
    List<Bool> given = new ArrayList<>(sorted ? search.array.sorted() : search.array.array());
    given.add(search.hi.atMost(search.array.size()));
    given.add(search.lo.atMost(search.middle));
    given.add(search.middle.below(search.hi));
    given.add(search.open(search.lo, search.hi));
    Bool goesRight = search.array.key(search.probed).below(search.key);
    return ofLoop(
        given,
        search
            .is(search.probed)
            .or(
                search.open(
                    goesRight.choose(search.middle.plus(1), search.lo),
                    goesRight.choose(search.hi, search.middle))));
  }

  private Statement end(Terms terms) {
    Search search = new Search(terms, order);
    List<Bool> given = new ArrayList<>(search.array.sorted());
    given.add(search.lo.is(search.hi));
    given.add(search.open(search.lo, search.hi));
    return ofLoop(
        given, search.place.below(search.array.size()).implies(search.is(search.other).not()));
  }

  private static Word left(Word num) {
    return num.shiftRight(num.terms().word(64, 1));
  }

  private static Word right(Word num) {
    Word one = num.terms().word(64, 1);
    return num.minus(one).shiftRight(one);
  }

  /** A state of the loop, and any one place besides the middle. */
  private static final class Search {
    private final SortedArray array;
    private final Word key;
    private final Word lo;
    private final Word hi;
    private final Word middle;
    private final Word probed;
    private final Word place;
    private final Word other;

    Search(Terms terms, long order) {
      array = new SortedArray(terms, order);
      key = terms.variable("key", 64);
      lo = terms.variable("lo", 64);
      hi = terms.variable("hi", 64);
      middle = terms.variable("middle", 64);
      probed = array.at(middle);
      place = terms.variable("place", 64);
      other = array.at(place);
    }

    Bool is(Word element) {
      return array.key(element).is(key);
    }

    /** The place, if it is left of these elements or right of them, cannot have the key. */
    Bool open(Word from, Word to) {
      Bool left = place.below(from).implies(array.key(other).below(key));
      Bool beyond = to.atMost(place).and(place.below(array.size()));
      return left.and(beyond.implies(key.below(array.key(other))));
    }
  }
}
