package pmuoracle.oracle.prove;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import pmuoracle.oracle.smt.Answer;
import pmuoracle.oracle.smt.Opinion;
import pmuoracle.oracle.smt.Question;
import pmuoracle.oracle.smt.SecondSolver;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Values;

/**
 * What was decided so far, by script: models that do not differ in a matter ask the same, and it is
 * decided once. Safe for any number of threads.
 *
 * @param limits of each solver
 * @param earlier what was decided before this process
 * @param satisfying what made assumptions true so far, by their variables
 */
record Decisions(
    Limits limits,
    Ledger earlier,
    Map<String, CompletableFuture<Decided>> known,
    Map<Set<String>, Deque<Values>> satisfying) {
  /** How many are tried before the solver is asked. */
  private static final int TRIED = 4;

  Decisions(Limits limits, Ledger earlier) {
    this(limits, earlier, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
  }

  /** The decision about the statement; made now, or waited for, or known. */
  Decided of(Terms terms, Statement statement) {
    Question question = refuting(terms, statement);
    String script = question.smtLib();
    String digest = digest(script);
    CompletableFuture<Decided> mine = new CompletableFuture<>();
    CompletableFuture<Decided> first = known.putIfAbsent(digest, mine);
    if (first != null) {
      return first.join();
    }
    try {
      Optional<Ledger.Entry> entry = earlier.entry(digest);
      Decided decided =
          entry.map(Decided::of).orElseGet(() -> decide(terms, statement, question, script));
      if (entry.isEmpty()) {
        decided.entry().ifPresent(made -> earlier.add(digest, made));
      }
      mine.complete(decided);
    } catch (Throwable failure) {
      mine.completeExceptionally(failure);
      throw failure;
    }
    return mine.join();
  }

  /** What has no answer iff the statement holds. */
  Question refuting(Terms terms, Statement statement) {
    return assuming(terms, statement).given(statement.goal().not());
  }

  private Question assuming(Terms terms, Statement statement) {
    Question question = new Question(terms, limits.first());
    statement.given().forEach(question::given);
    return question;
  }

  private Decided decide(Terms terms, Statement statement, Question question, String script) {
    Answer answer = question.answer();
    Opinion opinion = SecondSolver.decide(script, limits.second());
    Decided.First first = first(answer);
    return new Decided(
        first,
        answer instanceof Answer.Unknown unknown ? unknown.reason() : "",
        opinion,
        assumptions(terms, statement, answer));
  }

  /** Whether they can all hold: by the answer, by what made others like them true, or asked. */
  private Decided.First assumptions(Terms terms, Statement statement, Answer answer) {
    Question assuming = assuming(terms, statement);
    Deque<Values> tried =
        satisfying.computeIfAbsent(assuming.names(), names -> new ConcurrentLinkedDeque<>());
    boolean isKnown =
        !(answer instanceof Answer.Sat)
            && tried.stream().limit(TRIED).anyMatch(v -> v.satisfy(terms, statement.given()));
    Answer found = answer instanceof Answer.Sat || isKnown ? answer : assuming.answer();
    if (found instanceof Answer.Sat sat) {
      tried.addFirst(sat.assignment().values());
    }
    return isKnown ? Decided.First.SAT : first(found);
  }

  private static Decided.First first(Answer answer) {
    if (answer instanceof Answer.Unsat) {
      return Decided.First.UNSAT;
    }
    return answer instanceof Answer.Sat ? Decided.First.SAT : Decided.First.UNKNOWN;
  }

  /** Of all that a decision depends on. */
  private String digest(String script) {
    String asked =
        "%s; %s %d, %s %d"
            .formatted(
                script, Question.solver(), limits.first(), SecondSolver.name(), limits.second());
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(asked.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
