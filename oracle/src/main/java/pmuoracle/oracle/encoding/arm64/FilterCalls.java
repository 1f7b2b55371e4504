package pmuoracle.oracle.encoding.arm64;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.arm64.EventRange;

/**
 * The accepted calls, in order.
 *
 * @param count 32 bits: how many of the calls were made, from the first on
 */
public record FilterCalls(Terms terms, Word count, List<FilterRange> calls) implements Ruling {
  public FilterCalls {
    calls = List.copyOf(calls);
  }

  /** Calls nothing is known of but that there are at most this many. */
  public static FilterCalls variables(Terms terms, int capacity) {
    List<FilterRange> calls = new ArrayList<>();
    for (int i = 0; i < capacity; i++) {
      calls.add(FilterRange.variables(terms, "call-" + (i + 1)));
    }
    return new FilterCalls(terms, terms.variable("calls", 32), calls);
  }

  /** Exactly these. */
  public static FilterCalls of(Terms terms, List<EventRange> ranges) {
    return new FilterCalls(
        terms,
        terms.word(32, ranges.size()),
        ranges.stream().map(r -> FilterRange.of(terms, r)).toList());
  }

  /** The same calls in another order, or others. */
  public FilterCalls withCalls(List<FilterRange> others) {
    return new FilterCalls(terms, count, others);
  }

  /** The filter these calls make. */
  public FilterTerms filter() {
    return new FilterTerms(count.is(0).not(), this);
  }

  /** True iff the call at this place was made. */
  public Bool made(int place) {
    return terms.word(32, place).below(count);
  }

  @Override
  public Bool allows(Word event) {
    Bool allowed = calls.isEmpty() ? terms.bool(true) : calls.get(0).byDefault();
    for (int i = 0; i < calls.size(); i++) {
      allowed = made(i).choose(calls.get(i).decide(allowed, event), allowed);
    }
    return allowed;
  }

  @Override
  public Bool covers(Word event) {
    List<Bool> some = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      some.add(made(i).and(calls.get(i).contains(event)));
    }
    return terms.any(some);
  }
}
