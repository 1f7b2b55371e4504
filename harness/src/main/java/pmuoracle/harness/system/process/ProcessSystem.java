package pmuoracle.harness.system.process;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import pmuoracle.harness.system.MachineLimits;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.harness.system.process.ProcessFailed.Way;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Step;
import pmuoracle.spec.Trace;

/**
 * A system under test that is a process. It is started when the first program is to be run, and
 * afresh after a failure.
 */
public final class ProcessSystem implements SystemUnderTest {
  private static final String ALONE = "run alone in a fresh process, the program does this";
  private static final int FIRST_BATCH = 32;
  private static final int LARGEST_BATCH = 1024;
  private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long LONG = TimeUnit.MILLISECONDS.toNanos(200);

  private final Described described;
  private final BatchReply reply;
  private @Nullable RunningProcess process;
  private final BatchRequest request;
  private int batch = FIRST_BATCH;

  /** Of a command that said what it is. */
  public ProcessSystem(Described described) {
    this.described = described;
    reply = new BatchReply(described.announcement());
    request = new BatchRequest(described.announcement());
  }

  @Override
  public String id() {
    return described.id();
  }

  @Override
  public Optional<String> refusal(Machine machine) {
    return described.announcement().refusal(machine);
  }

  @Override
  public MachineLimits limits() {
    Announcement announcement = described.announcement();
    return new MachineLimits(announcement.least(), announcement.most(), announcement::refusal);
  }

  @Override
  public boolean supports(Step step) {
    return described.announcement().supports(step);
  }

  @Override
  public boolean announces(Step step, Observation.Kind kind) {
    return described.announcement().observes(step, kind);
  }

  @Override
  public List<Observation> facts(Machine machine) {
    Announcement announcement = described.announcement();
    return announcement.facts().of(machine.counts());
  }

  @Override
  public void tellFacts() {
    if (!described.announcement().facts().isEmpty()) {
      request.askFacts();
    }
  }

  @Override
  public Optional<String> remark() {
    return Optional.of(described.remark());
  }

  /**
   * {@inheritDoc} After a failure the program is run once more, alone in a fresh process: only then
   * is it known to be the program that does it.
   */
  @Override
  public void run(GuestProgram program, Trace into) {
    boolean fresh = process == null;
    try {
      runAll(List.of(program), List.of(into));
    } catch (ProcessFailed failure) {
      throw fresh ? failure.with(ALONE) : alone(program, failure);
    }
  }

  private ProcessFailed alone(GuestProgram program, ProcessFailed before) {
    try {
      runAll(List.of(program), List.of(new Trace()));
    } catch (ProcessFailed again) {
      return again.with(ALONE);
    }
    return new ProcessFailed(
        Way.NOT_ALONE,
        before.getMessage() + "\n  run alone in a fresh process, the program does no such thing");
  }

  /** As many as it works off in about a tenth of a second. */
  @Override
  public int batch() {
    return batch;
  }

  @Override
  public void runAll(List<GuestProgram> programs, List<Trace> into) {
    int done = 0;
    while (done < programs.size()) {
      int count = request.take(programs, done);
      RunningProcess running = running();
      long begun = System.nanoTime();
      exchange(running, programs.subList(done, done + count), into.subList(done, done + count));
      adapt(count, System.nanoTime() - begun);
      done += count;
    }
  }

  private void exchange(RunningProcess running, List<GuestProgram> programs, List<Trace> into) {
    try {
      Frame frame =
          running.exchange(
              request.bytes(), request.longestReply(), described.announcement().patience());
      reply.read(frame, request, programs, into);
    } catch (ProcessFailed failure) {
      process = null;
      throw running.killed(inBatch(failure));
    }
  }

  private ProcessFailed inBatch(ProcessFailed failure) {
    return failure.told(
        "%s %s\n  in a batch of %s, %s"
            .formatted(
                id(),
                failure.getMessage(),
                counted(request.programs(), "program"),
                counted(request.steps(), "step")));
  }

  private static String counted(int count, String what) {
    return "%,d %s%s".formatted(count, what, count == 1 ? "" : "s");
  }

  private void adapt(int count, long nanoseconds) {
    if (nanoseconds > LONG) {
      batch = Math.max(1, batch / 2);
    } else if (nanoseconds < SHORT && count >= batch) {
      batch = Math.min(LARGEST_BATCH, 2 * batch);
    }
  }

  private RunningProcess running() {
    RunningProcess running = process;
    if (running == null) {
      running = described.started();
      process = running;
    }
    return running;
  }

  private void end() {
    if (process != null) {
      process.close();
      process = null;
    }
  }

  @Override
  public void close() {
    end();
  }
}
