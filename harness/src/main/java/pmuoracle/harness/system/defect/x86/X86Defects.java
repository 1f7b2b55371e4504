package pmuoracle.harness.system.defect.x86;

import static java.util.Comparator.comparing;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import pmuoracle.harness.system.defect.Defect;
import pmuoracle.harness.system.imperative.x86.Acceptance;
import pmuoracle.harness.system.imperative.x86.InstalledFilter;
import pmuoracle.harness.system.imperative.x86.Procedure;
import pmuoracle.harness.system.imperative.x86.VirtualCpu;
import pmuoracle.harness.system.imperative.x86.X86Imperative;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Models;

/** The x86 exhibits: the seeded ones, and those no sequential program can show. */
public final class X86Defects {
  /** In order of their numbers. */
  public static final List<Defect> ALL =
      Stream.of(
              RequestDefects.ALL,
              VerdictDefects.ALL,
              PerfBackedDefects.ALL,
              MediatedDefects.ALL,
              LifeDefects.ALL,
              TransitionDefects.ALL)
          .flatMap(List::stream)
          .sorted(comparing(Defect::id))
          .toList();

  /** In order of their numbers. */
  public static final List<Defect.LeftOut> LEFT_OUT =
      List.of(
          out("X03", "freeing a list that is still read needs two CPUs at once"),
          out("X06", "a leak at the virtual machine's end is not observable by any step"),
          out("X07", "the header must change between two reads of one call"),
          out(
              "X18",
              "where programming is deferred, serving a surviving mark again gives the same result"),
          out("X19", "sleeping in atomic context changes no outcome"),
          out("X20", "the mark must be consumed between publishing and waiting, by another CPU"),
          out("X22", "reading without protection shows only while another CPU frees the filter"),
          out("X23", "reading without protection shows only while another CPU frees the filter"),
          out("X24", "the filter must change during one pass over the counters"),
          out("X37", "RDPMC and its interception are not modelled"),
          out("X38", "RDPMC and its interception are not modelled"));

  private X86Defects() {}

  /** Right but for its checks of a request. */
  static Defect acceptance(String id, String sentence, Function<X86Model, Acceptance> acceptance) {
    return defect(
        id,
        sentence,
        () ->
            new Procedure() {
              @Override
              protected Acceptance acceptance(X86Model model) {
                return acceptance.apply(model);
              }
            });
  }

  /** Right but for its filter. */
  static Defect filter(String id, String sentence, Function<X86Model, InstalledFilter> filter) {
    return defect(
        id,
        sentence,
        () ->
            new Procedure() {
              @Override
              protected InstalledFilter filter(X86Model model) {
                return filter.apply(model);
              }
            });
  }

  /** Right but for its perf-backed counters. */
  static Defect perfBacked(
      String id, String sentence, BiFunction<X86Model, InstalledFilter, VirtualCpu> cpu) {
    return defect(
        id,
        sentence,
        () ->
            new Procedure() {
              @Override
              protected VirtualCpu perfBacked(X86Model model, InstalledFilter filter) {
                return cpu.apply(model, filter);
              }
            });
  }

  /** Right but for its mediated counters. */
  static Defect mediated(
      String id, String sentence, BiFunction<X86Model, InstalledFilter, VirtualCpu> cpu) {
    return defect(
        id,
        sentence,
        () ->
            new Procedure() {
              @Override
              protected VirtualCpu mediated(X86Model model, InstalledFilter filter) {
                return cpu.apply(model, filter);
              }
            });
  }

  static Defect defect(String id, String sentence, Supplier<Procedure> procedure) {
    return new Defect(
        id,
        sentence,
        X86Models.V7_3,
        false,
        () -> new X86Imperative("defect:" + id, X86Models.V7_3, procedure.get()));
  }

  private static Defect.LeftOut out(String id, String why) {
    return new Defect.LeftOut(id, why);
  }
}
