package pmuoracle.harness.system.process;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.Generator;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Trace;

/**
 * How many steps a second go to a process and come back as outcomes: the same programs many times.
 * On a busy machine the best round says more than the mean. Run it with the class path of the
 * tests; the argument is a command, such as {@code echo} built without an argument of its own.
 */
final class PipeRate {
  private static final int PROGRAMS = 1024;
  private static final int ROUNDS = 1200;

  private PipeRate() {}

  public static void main(String[] arguments) {
    List<WireCodec> known = ArchitectureKits.ALL.stream().map(ArchitectureKit::wireCodec).toList();
    for (ArchitectureKit kit : ArchitectureKits.ALL) {
      Described described = Described.of(arguments[0], kit.wireCodec(), known);
      Generator generator = kit.of(kit.newest()).generator(Bias.USUAL.get(0));
      List<GuestProgram> programs = new ArrayList<>();
      List<Trace> traces = new ArrayList<>();
      for (int i = 0; i < PROGRAMS; i++) {
        programs.add(generator.program(new SplittableRandom(i)));
        traces.add(new Trace());
      }
      try (ProcessSystem system = new ProcessSystem(described)) {
        measure(kit.architecture().id(), system, programs, traces);
      }
    }
  }

  private static void measure(
      String name, ProcessSystem system, List<GuestProgram> programs, List<Trace> traces) {
    long steps = programs.stream().mapToLong(p -> p.steps().size()).sum();
    double best = 0;
    long begun = System.nanoTime();
    for (int round = 0; round < ROUNDS; round++) {
      long roundBegun = System.nanoTime();
      traces.forEach(Trace::clear);
      system.runAll(programs, traces);
      best = Math.max(best, steps * 1e3 / (System.nanoTime() - roundBegun));
    }
    double mean = ROUNDS * steps * 1e3 / (System.nanoTime() - begun);
    System.out.printf(
        "%s: %.1f million steps a second, in the best round %.1f%n", name, mean, best);
  }
}
