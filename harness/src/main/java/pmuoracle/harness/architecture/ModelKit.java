package pmuoracle.harness.architecture;

import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.Generator;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.oracle.Oracle;
import pmuoracle.oracle.difference.Pair;
import pmuoracle.spec.Model;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Sweep;

/**
 * What an architecture brings for one of its models; what is made is for one thread.
 *
 * @param oracles make its oracle
 * @param sweeps give the encoding's verdicts
 * @param imperatives make the built-in implementation
 * @param imperativeSweeps give its verdicts
 * @param pairs make a pair with another model, to be compared by the solver, in observations of
 *     these kinds
 */
public record ModelKit(
    Supplier<Oracle> oracles,
    Supplier<Sweep> sweeps,
    Supplier<SystemUnderTest> imperatives,
    Supplier<Sweep> imperativeSweeps,
    Function<Bias, Generator> generators,
    BiFunction<Model, Set<Observation.Kind>, Pair> pairs) {
  public Oracle oracle() {
    return oracles.get();
  }

  public Sweep sweep() {
    return sweeps.get();
  }

  public SystemUnderTest imperative() {
    return imperatives.get();
  }

  public Sweep imperativeSweep() {
    return imperativeSweeps.get();
  }

  public Generator generator(Bias bias) {
    return generators.apply(bias);
  }

  public Pair pair(Model other, Set<Observation.Kind> observed) {
    return pairs.apply(other, observed);
  }
}
