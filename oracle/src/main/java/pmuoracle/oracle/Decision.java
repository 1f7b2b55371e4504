package pmuoracle.oracle;

import java.util.List;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Rule;

/**
 * One answer of the oracle and why.
 *
 * @param what the observation it answers
 * @param known whether the model settles it
 * @param cell the answer, 0 if not known
 * @param rules the rules that decided, the most specific first
 * @param because what they decided on, in words: {@code DENIED: exclude entry 2 covers select d0,
 *     unit mask 83}; may be empty
 */
public record Decision(
    Observation what, boolean known, long cell, List<Rule> rules, String because) {
  public Decision {
    rules = List.copyOf(rules);
  }
}
