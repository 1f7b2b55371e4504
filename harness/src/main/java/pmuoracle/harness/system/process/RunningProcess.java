package pmuoracle.harness.system.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import pmuoracle.harness.system.process.ProcessFailed.Way;

/** A started command: takes requests and gives replies, whole frames both, or fails. */
final class RunningProcess implements AutoCloseable {
  /**
   * Ctrl-C is not for it, and it leads a group of its own where {@code setsid} exists: both are
   * inherited through exec.
   */
  private static final String SCRIPT =
      "trap '' INT; command -v setsid >/dev/null 2>&1 && exec setsid \"$@\"; exec \"$@\"";

  private static final long END_MILLISECONDS = 1000;

  private final Process process;
  private final Guard guard;
  private final StandardError errors;
  private final ReplyReader reader;
  private final ExecutorService io = Executors.newCachedThreadPool(RunningProcess::daemon);

  /** Starts it; a {@link ProcessFailed} if that is not possible. */
  RunningProcess(ProcessCommand command) {
    command
        .obstacle()
        .ifPresent(
            why -> {
              throw new ProcessFailed(Way.NOT_STARTED, "cannot be started: " + why);
            });
    List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "sh"));
    words.addAll(command.words());
    try {
      process = new ProcessBuilder(words).start();
      guard = new Guard(process.pid());
    } catch (IOException e) {
      throw new ProcessFailed(Way.NOT_STARTED, "cannot be started: " + e.getMessage());
    }
    errors = new StandardError(process.getErrorStream());
    reader = new ReplyReader(process.getInputStream());
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "pipe of a process");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Sends the request and reads its reply.
   *
   * @param request a whole frame
   * @param longest the most bytes a correct reply has behind its length
   * @return the reply without its length; valid until the next request
   */
  Frame exchange(WireBytes request, int longest, long milliseconds) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
    Future<Frame> reply = io.submit(() -> reader.frame(longest));
    Future<?> sent = io.submit(() -> send(request));
    try {
      Frame frame = within(reply, deadline);
      within(sent, deadline);
      reader.requireNothingMore();
      return frame;
    } catch (TimeoutException late) {
      throw late(milliseconds);
    } catch (ReplyReader.Ended end) {
      throw ended(end.within());
    }
  }

  private Void send(WireBytes request) throws IOException {
    process.getOutputStream().write(request.array(), 0, request.size());
    process.getOutputStream().flush();
    return null;
  }

  private static <T> T within(Future<T> work, long deadline)
      throws TimeoutException, ReplyReader.Ended {
    try {
      return work.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a process worked", interruption);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof ProcessFailed known) {
        throw known;
      } else if (failure.getCause() instanceof ReplyReader.Ended end) {
        throw end;
      }
      throw new ReplyReader.Ended("before it had read the request");
    }
  }

  private ProcessFailed late(long milliseconds) {
    return process.isAlive()
        ? new ProcessFailed(
            Way.SILENT, reader.progress() + " within " + seconds(milliseconds) + " s")
        : new ProcessFailed(
            Way.ENDED, status() + ", and something it started keeps its standard output open");
  }

  private static String seconds(long milliseconds) {
    return milliseconds % 1000 == 0
        ? Long.toString(milliseconds / 1000)
        : Double.toString(milliseconds / 1000.0);
  }

  private ProcessFailed ended(String within) {
    Way way = reader.isWithin() ? Way.ENDED_WITHIN : Way.ENDED;
    String status = status();
    return new ProcessFailed(way, process.isAlive() ? "" : status, status + " " + within);
  }

  /** How it ended; waits for that a moment. */
  private String status() {
    try {
      if (!process.waitFor(END_MILLISECONDS, TimeUnit.MILLISECONDS)) {
        return "closed its standard output, but did not end,";
      }
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    }
    return process.isAlive() ? "is ending" : "ended with " + ExitStatus.show(process.exitValue());
  }

  /** Kills it; the failure with what it wrote to standard error. */
  ProcessFailed killed(ProcessFailed failure) {
    kill();
    return errors.tail().map(failure::with).orElse(failure);
  }

  private void kill() {
    List<ProcessHandle> descendants = process.descendants().toList();
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
    guard.close();
    io.shutdownNow();
  }

  /** Ends it: first by the end of its input, then by force. */
  @Override
  public void close() {
    try {
      Future<?> unused =
          io.submit(
              () -> {
                process.getOutputStream().close();
                return null;
              });
      process.waitFor(END_MILLISECONDS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    } finally {
      kill();
    }
  }
}
