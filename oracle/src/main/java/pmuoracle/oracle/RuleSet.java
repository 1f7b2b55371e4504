package pmuoracle.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pmuoracle.spec.Rule;

/**
 * A mutable set of one architecture's rules, by their place in a law book of any size: place {@code
 * 64 * w + i} is bit {@code i} of word {@code w}.
 */
public final class RuleSet {
  private long[] words = new long[1];

  /** These rules. */
  public static RuleSet of(Rule... rules) {
    RuleSet set = new RuleSet();
    for (Rule rule : rules) {
      set.add(rule);
    }
    return set;
  }

  /** How many words the places of this many rules take. */
  public static int words(int rules) {
    return (rules + Long.SIZE - 1) / Long.SIZE;
  }

  public void clear() {
    Arrays.fill(words, 0);
  }

  public void add(Rule rule) {
    addWord(rule.ordinal() / Long.SIZE, 1L << rule.ordinal());
  }

  /** Adds the rules of {@code count} words of an array, from a place of it on. */
  public void addWords(long[] from, int at, int count) {
    for (int word = 0; word < count; word++) {
      addWord(word, from[at + word]);
    }
  }

  private void addWord(int word, long bits) {
    if (word >= words.length) {
      words = Arrays.copyOf(words, word + 1);
    }
    words[word] |= bits;
  }

  public void addAll(RuleSet that) {
    addWords(that.words, 0, that.words.length);
  }

  public boolean contains(Rule rule) {
    return (word(rule.ordinal() / Long.SIZE) >>> rule.ordinal() & 1) != 0;
  }

  private long word(int place) {
    return place < words.length ? words[place] : 0;
  }

  public boolean containsAll(RuleSet that) {
    for (int word = 0; word < that.words.length; word++) {
      if ((that.words[word] & ~word(word)) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether some rule is in both. */
  public boolean meets(RuleSet that) {
    return meets(that.words, 0, that.words.length);
  }

  /** Whether some rule is in it and in these words of an array. */
  public boolean meets(long[] those, int at, int count) {
    for (int word = 0; word < count; word++) {
      if ((word(word) & those[at + word]) != 0) {
        return true;
      }
    }
    return false;
  }

  /** Those of the other set that are not in this one. */
  public RuleSet missingOf(RuleSet that) {
    RuleSet missing = new RuleSet();
    for (int word = 0; word < that.words.length; word++) {
      missing.addWord(word, that.words[word] & ~word(word));
    }
    return missing;
  }

  /** The places of its rules in the law book, ascending. */
  public IntStream places() {
    return BitSet.valueOf(words).stream();
  }

  public int size() {
    return Arrays.stream(words).mapToInt(Long::bitCount).sum();
  }

  /** Those of the first list in its order, then the others of the law book in its own. */
  public List<Rule> of(List<? extends Rule> first, List<? extends Rule> lawBook) {
    return Stream.concat(of(first).stream(), of(lawBook).stream()).distinct().toList();
  }

  /** Those of the law book that are in the set, in its order. */
  public List<Rule> of(List<? extends Rule> lawBook) {
    List<Rule> members = new ArrayList<>();
    for (Rule rule : lawBook) {
      if (contains(rule)) {
        members.add(rule);
      }
    }
    return members;
  }
}
