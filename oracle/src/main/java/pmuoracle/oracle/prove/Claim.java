package pmuoracle.oracle.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import pmuoracle.oracle.smt.Terms;

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

  /**
   * Begins a claim about what can be said of any state at once.
   *
   * @param scenario what its statements are about, made anew for each in a world of its own
   */
  public static <S> Builder<S> over(String scope, Function<Terms, S> scenario) {
    return new Builder<>(scope, scenario);
  }

  /** Obligations in order, and what ends them. */
  public static final class Builder<S> {
    private final String scope;
    private final Function<Terms, S> scenario;
    private final List<Obligation> obligations = new ArrayList<>();

    private Builder(String scope, Function<Terms, S> scenario) {
      this.scope = scope;
      this.scenario = scenario;
    }

    /** Something that has to be shown. */
    public Builder<S> show(String title, Function<S, Statement> statement) {
      return show(obligation(title, statement));
    }

    /** Something that has to be shown, about something else. */
    public Builder<S> show(Obligation obligation) {
      obligations.add(obligation);
      return this;
    }

    /** The claim; this looks like it and is false. */
    public Claim butNot(String title, Function<S, Statement> statement) {
      return new Claim(scope, obligations, obligation(title, statement), Optional.empty());
    }

    private Obligation obligation(String title, Function<S, Statement> statement) {
      return new Obligation(title, terms -> statement.apply(scenario.apply(terms)));
    }
  }
}
