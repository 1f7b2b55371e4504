package pmuoracle.harness.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.difference.Differences;
import pmuoracle.harness.difference.ModelComparison;
import pmuoracle.harness.file.ProgramFile;
import pmuoracle.harness.file.ProgramWriter;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.ProgramSeed;
import pmuoracle.harness.shrink.Shrinker;
import pmuoracle.harness.shrink.Size;
import pmuoracle.oracle.Oracle;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Trace;

/** The programs that tell models apart are those they say they are, and none is missing. */
final class TellingProgramsTest {
  private static final Pattern TITLE = Pattern.compile("(\\S+) and (\\S+) differ in (\\S+)");
  private static final long SEED = 0x7e11;
  private static final int GENERATED = 12_000;
  private static final int LONGEST = 8;

  /** Two models, and a kind of observation in which a program shows them to differ. */
  private record Apart(Model one, Model other, Observation.Kind kind) {
    String title() {
      return "%s and %s differ in %s"
          .formatted(one.id(), other.id(), kind.name().toLowerCase(Locale.ROOT));
    }
  }

  /** What one model says of one program. */
  private static final class Sayings implements AutoCloseable {
    private final List<Oracle> oracles = new ArrayList<>();

    Sayings(ArchitectureKit kit) {
      kit.models().forEach(model -> oracles.add(kit.of(model).oracle()));
    }

    /** Everything the program tells apart. */
    Set<Apart> apart(GuestProgram program) {
      List<Oracle> speaking =
          oracles.stream().filter(o -> o.model().refusal(program.machine()).isEmpty()).toList();
      List<Trace> traces = speaking.stream().map(oracle -> trace(oracle, program)).toList();
      Set<Apart> apart = new HashSet<>();
      for (int i = 0; i < traces.size(); i++) {
        for (int j = i + 1; j < traces.size(); j++) {
          Model one = speaking.get(i).model();
          Model other = speaking.get(j).model();
          kinds(program, traces.get(i), traces.get(j))
              .forEach(kind -> apart.add(new Apart(one, other, kind)));
        }
      }
      return apart;
    }

    private static Trace trace(Oracle oracle, GuestProgram program) {
      Trace trace = new Trace();
      oracle.predict(program, trace, new RuleSet());
      return trace;
    }

    private static Set<Observation.Kind> kinds(GuestProgram program, Trace one, Trace other) {
      Set<Observation.Kind> kinds = EnumSet.noneOf(Observation.Kind.class);
      for (int step = 0; step < program.steps().size(); step++) {
        List<Observation> what = program.machine().observations(program.steps().get(step));
        for (int place = 0; place < what.size(); place++) {
          if (one.isKnown(step, place)
              && other.isKnown(step, place)
              && one.cell(step, place) != other.cell(step, place)) {
            kinds.add(what.get(place).kind());
          }
        }
      }
      return kinds;
    }

    @Override
    public void close() {
      oracles.forEach(Oracle::close);
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachIsTheSmallestForTheModelsAndTheKindInItsTitle(Architecture architecture) {
    ArchitectureKit kit = ArchitectureKits.of(architecture);
    List<ProgramFile> files = TellingPrograms.files(kit);
    Set<String> told = new HashSet<>();
    try (Sayings sayings = new Sayings(kit)) {
      for (ProgramFile file : files) {
        Matcher title = TITLE.matcher(file.title());
        assertTrue(title.matches(), file::title);
        assertTrue(told.stream().noneMatch(file.title()::equals), () -> "again: " + file.title());
        Set<Apart> apart = sayings.apart(file.program());
        assertTrue(
            apart.stream().anyMatch(a -> a.title().equals(file.title())), () -> "not: " + file);
        apart.forEach(a -> told.add(a.title()));
      }
    }
    List<Size> sizes = files.stream().map(f -> kit.reduction().size(f.program())).toList();
    assertEquals(sizes.stream().sorted().toList(), sizes);
  }

  /** In no kind of observation does a campaign tell apart what they do not. */
  @ParameterizedTest
  @EnumSource
  void noneIsMissing(Architecture architecture) {
    ArchitectureKit kit = ArchitectureKits.of(architecture);
    List<Model> models = kit.models();
    try (Sayings sayings = new Sayings(kit)) {
      Set<Apart> told = new HashSet<>();
      TellingPrograms.of(kit).forEach(program -> told.addAll(sayings.apart(program)));
      for (int i = 0; i < GENERATED; i++) {
        Bias bias = Bias.USUAL.get(i / models.size() % Bias.USUAL.size());
        GuestProgram program =
            kit.of(models.get(i % models.size()))
                .generator(bias)
                .program(ProgramSeed.random(SEED, i));
        for (Apart apart : sayings.apart(program)) {
          assertTrue(told.contains(apart), () -> missing(kit, sayings, apart, program));
        }
      }
    }
  }

  private static String missing(
      ArchitectureKit kit, Sayings sayings, Apart apart, GuestProgram program) {
    GuestProgram least =
        new Shrinker(kit.reduction()).shrink(program, p -> sayings.apart(p).contains(apart));
    ProgramFile file = ProgramFile.of(apart.title(), apart.other(), least);
    return "missing; expected in its place:\n---\n"
        + new ProgramWriter(ArchitectureKits.vocabularies()).text(file);
  }

  /** Models that none of them tells apart are equivalent, as the solver proves. */
  @ParameterizedTest
  @EnumSource
  void modelsThatAreNotToldApartAreEquivalent(Architecture architecture) {
    ArchitectureKit kit = ArchitectureKits.of(architecture);
    Set<List<String>> told = new TreeSet<>(java.util.Comparator.comparing(List::toString));
    try (Sayings sayings = new Sayings(kit)) {
      for (GuestProgram program : TellingPrograms.of(kit)) {
        sayings.apart(program).forEach(a -> told.add(List.of(a.one().id(), a.other().id())));
      }
    }
    Differences differences = new Differences(kit, EnumSet.allOf(Observation.Kind.class), LONGEST);
    int alike = 0;
    List<Model> models = kit.models();
    for (int i = 0; i < models.size(); i++) {
      for (Model other : models.subList(i + 1, models.size())) {
        if (!told.contains(List.of(models.get(i).id(), other.id()))) {
          assertInstanceOf(
              ModelComparison.Equivalent.class, differences.outcome(models.get(i), other));
          alike++;
        }
      }
    }
    assertTrue(alike > 0, "each architecture has a generation that changes nothing modelled");
  }
}
