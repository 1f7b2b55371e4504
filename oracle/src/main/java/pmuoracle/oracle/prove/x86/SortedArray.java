package pmuoracle.oracle.prove.x86;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;

/**
 * An array of any length, sorted by some bits of its elements; only the elements that are looked at
 * have a name. That equal places hold equal elements, and that the array is sorted, is said of
 * every two of them, which is all that an argument about them can use.
 */
final class SortedArray {
  /** Places fit a signed word, so that one before the first is below it. */
  private static final long MOST = Long.MAX_VALUE;

  private final Terms terms;
  private final long order;
  private final Word size;
  private final List<Element> elements = new ArrayList<>();

  private record Element(Word place, Word value) {}

  /**
   * An array nothing is known of.
   *
   * @param order the bits it is sorted by
   */
  SortedArray(Terms terms, long order) {
    this.terms = terms;
    this.order = order;
    size = terms.variable("size", 64);
  }

  Terms terms() {
    return terms;
  }

  /** How many elements there are, 64 bits. */
  Word size() {
    return size;
  }

  /** The bits the array is sorted by. */
  Word key(Word element) {
    return element.and(order);
  }

  /** The element at the place (64 bits); anything where there is none. */
  Word at(Word place) {
    Word value = terms.variable("element-" + elements.size(), 64);
    elements.add(new Element(place, value));
    return value;
  }

  /** What is known of the elements looked at, the order aside. */
  List<Bool> array() {
    return known(false);
  }

  /** What is known of them. */
  List<Bool> sorted() {
    return known(true);
  }

  private List<Bool> known(boolean ordered) {
    List<Bool> known = new ArrayList<>();
    known.add(size.atMost(MOST));
    for (Element one : elements) {
      for (Element other : elements) {
        known.add(one.place.is(other.place).implies(one.value.is(other.value)));
        if (ordered) {
          Bool before = one.place.atMost(other.place).and(other.place.below(size));
          known.add(before.implies(key(one.value).atMost(key(other.value))));
        }
      }
    }
    return known;
  }
}
