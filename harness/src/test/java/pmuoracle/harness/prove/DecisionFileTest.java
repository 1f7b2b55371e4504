package pmuoracle.harness.prove;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.prove.ClaimResult;
import pmuoracle.oracle.prove.Hunter;
import pmuoracle.oracle.prove.Ledger;
import pmuoracle.oracle.prove.Ledger.Entry;
import pmuoracle.oracle.prove.Limits;
import pmuoracle.oracle.prove.NumberWitness;
import pmuoracle.oracle.prove.Obligation;
import pmuoracle.oracle.prove.Prover;
import pmuoracle.oracle.prove.Script;
import pmuoracle.oracle.prove.Statement;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.SecondSolver;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.x86.X86Models;

/** What is kept between runs, and what is not. */
final class DecisionFileTest {
  private static final String ONE = "1".repeat(64);
  private static final String TWO = "2".repeat(64);

  @TempDir private Path folder;

  private final List<String> notes = new ArrayList<>();

  private DecisionFile open() {
    return new DecisionFile(path(), notes::add);
  }

  private Path path() {
    return folder.resolve("cache/prove/decisions");
  }

  private void write(Ledger ledger) {
    ((DecisionFile) ledger).write(notes::add);
  }

  @Test
  void whatIsAddedIsThereInTheNextRun() {
    DecisionFile first = open();
    assertEquals(Optional.empty(), first.entry(ONE));
    first.add(ONE, Entry.UNSAT);
    first.add(TWO, Entry.SAT);
    write(first);
    DecisionFile second = open();
    assertEquals(Optional.of(Entry.UNSAT), second.entry(ONE));
    assertEquals(Optional.of(Entry.SAT), second.entry(TWO));
    assertEquals(Optional.empty(), second.entry("3".repeat(64)));
    assertEquals(2, second.taken());
    assertEquals(3, second.asked());
    assertEquals(List.of(), notes);
  }

  @Test
  void damagedAndForeignLinesAreIgnoredAndTold() throws IOException {
    Files.createDirectories(path().getParent());
    Files.write(path(), new byte[] {(byte) 0xff, 0, '\n'});
    Files.writeString(
        path(),
        Files.readString(path(), ISO_8859_1)
            + "%s unknown\n%s unsa\n%s sat\n%s unsat".formatted(ONE, ONE, ONE.substring(1), TWO));
    DecisionFile file = open();
    assertEquals(Optional.empty(), file.entry(ONE));
    assertEquals(Optional.of(Entry.UNSAT), file.entry(TWO));
    assertEquals(List.of(path() + ": 4 lines are no decisions and ignored"), notes);
  }

  @Test
  void whatCannotBeReadOrWrittenIsNoFailure() throws IOException {
    Files.createDirectories(path());
    DecisionFile file = open();
    file.add(ONE, Entry.SAT);
    write(file);
    assertEquals(2, notes.size());
    assertTrue(notes.get(0).contains("cannot be read"), notes::toString);
    assertTrue(notes.get(1).contains("cannot be written"), notes::toString);
    assertEquals(1, files());
  }

  /** Whoever writes last may lose what another added, and never what was there before. */
  @Test
  void runsAtOnceLeaveAWholeFile() throws Exception {
    DecisionFile before = open();
    before.add(ONE, Entry.UNSAT);
    write(before);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> runs = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String digest = "%064x".formatted(i);
      runs.add(
          threads.submit(
              () -> {
                DecisionFile run = new DecisionFile(path(), notes::add);
                run.add(digest, Entry.SAT);
                run.write(notes::add);
              }));
    }
    for (Future<?> run : runs) {
      run.get();
    }
    threads.shutdown();
    assertEquals(Optional.of(Entry.UNSAT), open().entry(ONE));
    assertEquals(List.of(), notes);
    assertEquals(1, files());
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.list(path().getParent())) {
      return files.count();
    }
  }

  /** The second run decides nothing, and finds and replays the same. */
  @Test
  void aSecondProverTakesItsDecisionsFromTheFile() {
    Claim holds = claim(below(9, 10), below(9, 8));
    Claim fails = claim(below(9, 8), below(9, 8));
    for (int run = 1; run <= 2; run++) {
      DecisionFile file = open();
      assertEquals(ClaimResult.Proved.class, outcome(file, Limits.DEFAULT, holds).getClass());
      ClaimResult.Refuted refuted = (ClaimResult.Refuted) outcome(file, Limits.DEFAULT, fails);
      assertEquals(List.of("x is 8"), refuted.witness().argument());
      assertEquals(3, file.asked());
      long kept = SecondSolver.unavailable().isPresent() ? 0 : 3;
      assertEquals(run == 1 ? 0 : kept, file.taken());
      write(file);
    }
    DecisionFile file = open();
    outcome(file, new Limits(Limits.DEFAULT.first() - 1, Limits.DEFAULT.second()), holds);
    assertEquals(0, file.taken(), "another limit is another question");
  }

  @Test
  void whatNobodyDecidedIsNotKept() {
    DecisionFile file = open();
    outcome(file, new Limits(1, 1), claim(products(), products()));
    write(file);
    assertEquals(Optional.empty(), open().entry(ONE));
    assertTrue(Files.notExists(path()));
  }

  private static ClaimResult outcome(Ledger ledger, Limits limits, Claim claim) {
    Prover prover =
        new Prover(
            (model, program) -> {
              throw new AssertionError("no program");
            },
            (model, watch) -> new Hunter.Hunted(Optional.empty(), ""),
            limits,
            ledger);
    return prover.outcome(claim, X86Models.V7_3, Script.NONE);
  }

  private static Claim claim(Obligation obligation, Obligation sibling) {
    return Claim.timeless("numbers", sibling, obligation);
  }

  /** What is below one number is below another. */
  private static Obligation below(long given, long then) {
    return new Obligation(
        "below " + then,
        terms -> {
          Word x = terms.variable("x", 8);
          return new Statement(
              List.of(x.below(given)),
              x.below(then),
              values -> new NumberWitness(List.of("x is " + values.value(x)), () -> true));
        });
  }

  private static Obligation products() {
    return new Obligation(
        "products", terms -> Statement.ofStates(List.of(terms.bool(true)), differ(terms).not()));
  }

  private static Bool differ(Terms terms) {
    Word x = terms.variable("x", 16);
    Word y = terms.variable("y", 16);
    Word both = x.and(y).times(x.or(y));
    return x.times(y).is(both.plus(x.and(y.not()).times(x.not().and(y)))).not();
  }
}
