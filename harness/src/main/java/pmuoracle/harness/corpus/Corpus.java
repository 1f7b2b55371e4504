package pmuoracle.harness.corpus;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import pmuoracle.harness.campaign.Divergence;
import pmuoracle.harness.campaign.Finding;
import pmuoracle.harness.campaign.Flaky;
import pmuoracle.harness.campaign.OneSided;
import pmuoracle.harness.campaign.SystemFailure;
import pmuoracle.harness.file.Engines;
import pmuoracle.harness.file.Flag;
import pmuoracle.harness.file.Origin;
import pmuoracle.harness.file.Outcome;
import pmuoracle.harness.file.ProgramFile;
import pmuoracle.harness.file.ProgramReader;
import pmuoracle.harness.file.ProgramWriter;
import pmuoracle.harness.file.Replay;
import pmuoracle.harness.file.Replayed;
import pmuoracle.harness.file.Vocabulary;
import pmuoracle.oracle.Oracle;
import pmuoracle.spec.BadInput;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Trace;

/** A folder in which shrunk divergences are kept as counterexample files. */
public final class Corpus {
  private static final int LONGEST_NAME = 60;

  private final Shelf shelf;
  private final Engines engines;
  private final List<Vocabulary> vocabularies;

  /** Of this folder, made when something is kept; a {@link BadInput} if it cannot be. */
  public Corpus(Path folder, Engines engines, List<Vocabulary> vocabularies) {
    this.shelf = new Shelf(folder);
    this.engines = engines;
    this.vocabularies = List.copyOf(vocabularies);
    requireWritable(folder);
  }

  private static void requireWritable(Path folder) {
    Path existing = folder.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
      throw new BadInput(
          folder
              + ": cannot be written; expected a folder that exists, or whose parent can be written");
    }
  }

  /**
   * Writes the finding's shrunk program with what the model expects, after reading it back and
   * running it again; where it now lies. A file that does not replay is an {@link AssertionError},
   * one that cannot be written a {@link NotStored}.
   *
   * @param by the verb that found it
   * @param seed empty if nothing was random
   */
  public Path keep(Finding finding, Model model, String system, String by, OptionalLong seed) {
    return keep(file(finding, model, system, by, seed), name(finding, model, system));
  }

  /**
   * Writes a program with what is expected of it, after reading it back and running it again; where
   * it now lies. A file that does not replay is an {@link AssertionError}, one that cannot be
   * written a {@link NotStored}.
   *
   * @param name what the file's name begins with; what is no letter or number of it is replaced
   */
  public Path keep(ProgramFile file, String name) {
    String text = new ProgramWriter(vocabularies).text(file);
    Path path = shelf.file(name, text);
    ProgramFile again = readBack(file, path, text);
    for (Replayed replayed : new Replay(engines).replay(again)) {
      if (!replayed.isMet() && replayed.unfired().isEmpty()) {
        String why = "does not replay: " + replayed.show(path.toString());
        if (replayed.isOfOracle()) {
          throw new AssertionError(why);
        }
        // A system may behave otherwise each time, or be gone by now.
        throw new NotStored(why, text);
      }
    }
    return shelf.store(name, text);
  }

  /**
   * Writes the program on which the system gave no outcome, with nothing expected of it; where it
   * now lies. A {@link NotStored} if it cannot be written.
   *
   * @param by the verb that met it
   */
  public Path keep(SystemFailure failure, Model model, String system, String by, long seed) {
    Optional<String> smaller =
        failure.least().equals(failure.program())
            ? Optional.empty()
            : Optional.of(shrunk(failure.program(), failure.least()));
    Origin origin =
        new Origin(by, OptionalLong.of(seed), OptionalLong.of(failure.index()), smaller);
    return keepPlain(
        "A program on which " + system + " gave no outcome",
        model,
        failure.least(),
        origin,
        shortened(system) + "-no-outcome-" + model.id() + "-" + failure.index());
  }

  /**
   * The same of a program on which the system differed, and not each time.
   *
   * @param by the verb that met it
   * @param seed empty if nothing was random
   */
  public Path keep(Flaky flaky, Model model, String system, String by, OptionalLong seed) {
    return keepPlain(
        "A program on which %s differed, then %d of %d times"
            .formatted(system, flaky.again(), flaky.repeats()),
        model,
        flaky.first().program(),
        new Origin(by, seed, OptionalLong.of(flaky.index()), Optional.empty()),
        shortened(system) + "-flaky-" + model.id() + "-" + flaky.index());
  }

  /**
   * The same of a program on which only one of two systems shows something.
   *
   * @param index the program's number
   */
  public Path keep(
      OneSided found, Model model, String one, String other, String by, long seed, long index) {
    return keepPlain(
        "A program on which only one of %s and %s shows %s of step %d"
            .formatted(one, other, found.what().name(), found.step() + 1),
        model,
        found.program(),
        new Origin(by, OptionalLong.of(seed), OptionalLong.of(index), Optional.empty()),
        "one-sided-" + shortened(one) + "-" + shortened(other) + "-" + index);
  }

  /** A program with nothing expected of it. */
  private Path keepPlain(
      String title, Model model, GuestProgram program, Origin origin, String name) {
    ProgramFile file =
        new ProgramFile(
            title.replaceAll("\\s+", " "),
            model,
            List.of(),
            List.of(),
            Optional.empty(),
            program,
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.of(origin));
    String text = new ProgramWriter(vocabularies).text(file);
    readBack(file, shelf.file(name, text), text);
    return shelf.store(name, text);
  }

  /** The file as it will be read. */
  private ProgramFile readBack(ProgramFile file, Path path, String text) {
    ProgramFile again = new ProgramReader(vocabularies).read(path.toString(), text);
    if (!again.equals(file)) {
      throw new AssertionError("not read back as written:\n" + text);
    }
    return again;
  }

  private ProgramFile file(
      Finding finding, Model model, String system, String by, OptionalLong seed) {
    Divergence shrunk = finding.shrunk();
    GuestProgram program = shrunk.program();
    Trace trace = new Trace();
    try (Oracle oracle = engines.oracle(model)) {
      oracle.predict(program, trace);
    }
    Origin origin =
        new Origin(
            by,
            seed,
            OptionalLong.of(finding.index()),
            Optional.of(shrunk(finding.original().program(), program)));
    return new ProgramFile(
        title(shrunk),
        model,
        shrunk.decision().rules(),
        List.of(Flag.FOUND_BY_FUZZ),
        Optional.empty(),
        program,
        Optional.of(Outcome.of(trace)),
        List.of(system),
        List.of(),
        Optional.of(origin));
  }

  private static String shrunk(GuestProgram from, GuestProgram to) {
    return from.steps().size() + " steps to " + to.steps().size();
  }

  /** What must be seen and what the system showed, and the rule that decides. */
  private static String title(Divergence divergence) {
    Observation what = divergence.decision().what();
    String must = divergence.show(divergence.predicted());
    String not = divergence.show(divergence.observed());
    String verb = what.kind() == Observation.Kind.COUNT ? " advances by " : " is ";
    String why =
        divergence.decision().rules().stream()
            .findFirst()
            .map(r -> ": " + withoutStop(r.sentence()))
            .orElse("");
    return what.name() + verb + must + ", not " + not + why;
  }

  private static String withoutStop(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  private static String name(Finding finding, Model model, String system) {
    Divergence divergence = finding.shrunk();
    String rule =
        divergence.decision().rules().isEmpty()
            ? ""
            : "-" + divergence.decision().rules().get(0).id();
    String verb = divergence.program().steps().get(divergence.step()).verb();
    boolean counts = divergence.decision().what().kind() == Observation.Kind.COUNT;
    String side = counts ? "-" + divergence.side().name() : "";
    return shortened(system) + "-" + verb + side + rule + "-" + model.id() + "-" + finding.index();
  }

  /** A command may be longer than a file's name. */
  private static String shortened(String system) {
    return system.substring(0, Math.min(system.length(), LONGEST_NAME));
  }
}
