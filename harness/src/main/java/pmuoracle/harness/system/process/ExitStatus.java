package pmuoracle.harness.system.process;

import java.util.Map;

/** What a process left behind. */
final class ExitStatus {
  private static final int SIGNALLED = 128;
  private static final Map<Integer, String> SIGNALS =
      Map.ofEntries(
          Map.entry(1, "SIGHUP"),
          Map.entry(2, "SIGINT"),
          Map.entry(3, "SIGQUIT"),
          Map.entry(4, "SIGILL"),
          Map.entry(5, "SIGTRAP"),
          Map.entry(6, "SIGABRT"),
          Map.entry(7, "SIGBUS"),
          Map.entry(8, "SIGFPE"),
          Map.entry(9, "SIGKILL"),
          Map.entry(11, "SIGSEGV"),
          Map.entry(13, "SIGPIPE"),
          Map.entry(14, "SIGALRM"),
          Map.entry(15, "SIGTERM"),
          Map.entry(24, "SIGXCPU"),
          Map.entry(31, "SIGSYS"));

  private ExitStatus() {}

  /** {@code status 3}; of a process a signal ended, {@code signal 11 (SIGSEGV)}. */
  static String show(int status) {
    // Java, as the shell, adds 128 to a signal; statuses that high are hardly used otherwise.
    int signal = status - SIGNALLED;
    if (signal > 0 && signal < 65) {
      return SIGNALS.containsKey(signal)
          ? "signal " + signal + " (" + SIGNALS.get(signal) + ")"
          : "signal " + signal;
    }
    return "status " + status;
  }
}
