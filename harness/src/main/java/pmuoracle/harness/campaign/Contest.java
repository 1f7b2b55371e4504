package pmuoracle.harness.campaign;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import pmuoracle.harness.generate.Generator;
import pmuoracle.harness.shrink.Reduction;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.oracle.Oracle;
import pmuoracle.oracle.prove.Watch;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Rule;

/**
 * The two sides of a campaign and what brings them together; every thread gets its own oracle and
 * its own system.
 *
 * @param unknowns what it means that one side does not know a cell
 * @param rules those that can take part
 * @param claims what the model's programs must not contradict
 * @param attributions explain what the system does otherwise, where that can be known
 */
public record Contest(
    Generator generator,
    Supplier<Oracle> oracle,
    Supplier<SystemUnderTest> system,
    Unknowns unknowns,
    Reduction reduction,
    List<Rule> rules,
    Supplier<Watch> claims,
    Supplier<Attribution> attributions) {
  public Contest {
    rules = List.copyOf(rules);
  }

  /** Of a system of which no model is known beside the one that judges it. */
  public Contest(
      Generator generator,
      Supplier<Oracle> oracle,
      Supplier<SystemUnderTest> system,
      Unknowns unknowns,
      Reduction reduction,
      List<Rule> rules,
      Supplier<Watch> claims) {
    this(generator, oracle, system, unknowns, reduction, rules, claims, () -> Attribution.NONE);
  }

  /** The same with other programs. */
  public Contest withGenerator(Generator other) {
    return new Contest(other, oracle, system, unknowns, reduction, rules, claims, attributions);
  }

  /** What shrinking keeps of the divergence. */
  public WrongCell cell(Divergence divergence) {
    return WrongCell.of(divergence, reduction);
  }

  /** Whether a program has this wrong cell, as the judge of this contest sees it. */
  public Predicate<GuestProgram> shows(WrongCell cell, Judge judge) {
    return judge.diverges(divergence -> cell(divergence).equals(cell));
  }

  /** Both sides, for one thread. */
  public Judge judge() {
    return new Judge(oracle.get(), system.get(), unknowns);
  }
}
