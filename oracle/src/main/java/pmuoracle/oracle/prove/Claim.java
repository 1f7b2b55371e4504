package pmuoracle.oracle.prove;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What has to be shown for an invariant under a model.
 *
 * @param scope for what it then holds, in words: "every filter of up to 300 entries"
 * @param obligations all of them together prove it; where {@code watch} is empty, an assignment
 *     that refutes one of them refutes the claim
 * @param sibling something false that looks alike: a prover that cannot refute it proves nothing
 * @param watch for a claim about programs proved by induction: looks for the program that refutes
 *     it
 */
public record Claim(
    String scope,
    List<Obligation> obligations,
    Obligation sibling,
    Optional<Supplier<Watch>> watch) {
  public Claim {
    obligations = List.copyOf(obligations);
  }

  /** About what can be said of any state at once. */
  public static Claim timeless(String scope, Obligation sibling, Obligation... obligations) {
    return new Claim(scope, List.of(obligations), sibling, Optional.empty());
  }
}
