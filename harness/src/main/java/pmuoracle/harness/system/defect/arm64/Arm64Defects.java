package pmuoracle.harness.system.defect.arm64;

import static java.util.Comparator.comparing;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import pmuoracle.harness.system.defect.Defect;
import pmuoracle.harness.system.imperative.arm64.Arm64Imperative;
import pmuoracle.harness.system.imperative.arm64.InstalledFilter;
import pmuoracle.harness.system.imperative.arm64.Procedure;
import pmuoracle.harness.system.imperative.arm64.VirtualCpu;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;

/** The arm64 exhibits: the seeded ones, and those no sequential program can show. */
public final class Arm64Defects {
  /** In order of their numbers. */
  public static final List<Defect> ALL =
      Stream.of(
              CallDefects.ALL,
              AdvertisingDefects.ALL,
              CountingDefects.ALL,
              PartitionDefects.ALL,
              TransitionDefects.ALL)
          .flatMap(List::stream)
          .sorted(comparing(Defect::id))
          .toList();

  /** In order of their numbers. */
  public static final List<Defect.LeftOut> LEFT_OUT =
      List.of(
          out("A14", "the machine's PMUs are alike, so where a virtual CPU runs changes no answer"),
          out("A19", "perf's rotation of counters is not modelled"),
          out("A30", "the host's own registers and interrupts are not observed by any step"),
          out("A31", "how the host divides its counters is not modelled"),
          out("A32", "the host's own perf events are not modelled"));

  private Arm64Defects() {}

  /** Right but for what the procedure makes. */
  static Defect emulated(String id, String sentence, Supplier<Procedure> procedure) {
    return defect(id, sentence, Arm64Models.V7_3, procedure);
  }

  /** Right but for its virtual CPUs. */
  static Defect counting(
      String id,
      String sentence,
      Arm64Model model,
      BiFunction<Arm64Model, InstalledFilter, VirtualCpu> cpu) {
    return defect(
        id,
        sentence,
        model,
        () ->
            new Procedure() {
              @Override
              protected VirtualCpu cpu(Arm64Model under, InstalledFilter filter) {
                return cpu.apply(under, filter);
              }
            });
  }

  private static Defect defect(
      String id, String sentence, Arm64Model model, Supplier<Procedure> procedure) {
    return new Defect(
        id,
        sentence,
        model,
        false,
        () -> new Arm64Imperative("defect:" + id, model, procedure.get()));
  }

  private static Defect.LeftOut out(String id, String why) {
    return new Defect.LeftOut(id, why);
  }
}
