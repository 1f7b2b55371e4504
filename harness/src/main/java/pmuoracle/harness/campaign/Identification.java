package pmuoracle.harness.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import pmuoracle.harness.generate.Generator;
import pmuoracle.harness.generate.ProgramSeed;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.oracle.Oracle;
import pmuoracle.spec.Model;

/** Which models a system cannot be told from, by what it does and nothing else. */
public final class Identification {
  private static final long SEED = 0x1d;
  private static final int PROGRAMS = 2000;

  private Identification() {}

  /**
   * Those of the models from which the system did not differ in a fixed campaign, in their order.
   *
   * @param generator of programs that suit the system, for each model
   */
  public static List<Model> consistent(
      List<Model> models,
      Function<Model, Oracle> oracle,
      Function<Model, Generator> generator,
      Supplier<SystemUnderTest> system)
      throws Judge.NoOutcome {
    List<Model> consistent = new ArrayList<>();
    for (Model model : models) {
      try (Judge judge = new Judge(oracle.apply(model), system.get())) {
        if (!differs(judge, generator.apply(model))) {
          consistent.add(model);
        }
      }
    }
    return consistent;
  }

  private static boolean differs(Judge judge, Generator generator) throws Judge.NoOutcome {
    for (int i = 0; i < PROGRAMS; i++) {
      if (judge.differs(generator.program(ProgramSeed.random(SEED, i)))) {
        return true;
      }
    }
    return false;
  }
}
