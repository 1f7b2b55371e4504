package pmuoracle.harness.exhaust;

import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import pmuoracle.harness.generate.Generator;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;

/**
 * The programs of a scope by their numbers, machine after machine, without the steps a system
 * cannot do.
 *
 * @param machines those of the scope's that model and system can be
 * @param supports whether the system can do the step
 * @param usual says what a program with mixed verdicts is
 */
public record Enumeration<M extends Machine>(
    Scope<M> scope, List<M> machines, Predicate<Step> supports, Generator usual)
    implements Generator {
  public Enumeration {
    machines = List.copyOf(machines);
  }

  /** How many programs there are. */
  public long size() {
    return machines.stream().mapToLong(scope::size).sum();
  }

  @Override
  public GuestProgram program(long seed, long index) {
    long rest = index;
    for (M machine : machines) {
      long size = scope.size(machine);
      if (rest < size) {
        return supported(scope.program(machine, rest));
      }
      rest -= size;
    }
    throw new IllegalArgumentException("program " + index + " of " + size());
  }

  private GuestProgram supported(GuestProgram program) {
    return program.steps().stream().allMatch(supports)
        ? program
        : new GuestProgram(program.machine(), program.steps().stream().filter(supports).toList());
  }

  /** Nothing here is random. */
  @Override
  public GuestProgram program(RandomGenerator random) {
    throw new UnsupportedOperationException("the programs of a scope are numbered");
  }

  @Override
  public boolean isNamed(long index) {
    return true;
  }

  @Override
  public boolean mixed(RuleSet fired) {
    return usual.mixed(fired);
  }
}
