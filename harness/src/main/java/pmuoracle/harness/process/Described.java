package pmuoracle.harness.process;

import java.util.List;
import pmuoracle.harness.process.ProcessFailed.Way;
import pmuoracle.harness.system.SystemUnavailable;
import pmuoracle.spec.Architecture;

/** A command and what it said it is when it was asked. */
public final class Described {
  private final ProcessCommand command;
  private final WireCodec wanted;
  private final List<WireCodec> known;
  private final Announcement announcement;

  private Described(
      ProcessCommand command, WireCodec wanted, List<WireCodec> known, Announcement announcement) {
    this.command = command;
    this.wanted = wanted;
    this.known = known;
    this.announcement = announcement;
  }

  /**
   * Starts the command, asks it what it is, and ends it. A {@link pmuoracle.spec.BadInput} if it is
   * no command, a {@link SystemUnavailable} if it cannot be started or does not answer as it must.
   *
   * @param text what follows {@code process:}
   * @param wanted the codec of the architecture that is wanted; it may turn out to be another
   * @param known every codec there is
   */
  public static Described of(String text, WireCodec wanted, List<WireCodec> known) {
    ProcessCommand command = ProcessCommand.of(text);
    try (RunningProcess process = new RunningProcess(command)) {
      return new Described(command, wanted, known, announcement(process, wanted, known));
    } catch (ProcessFailed failure) {
      throw new SystemUnavailable(ProcessSystem.PREFIX + text + " " + failure.getMessage());
    }
  }

  /** The architecture it is. */
  public Architecture architecture() {
    return announcement.architecture();
  }

  String id() {
    return ProcessSystem.PREFIX + command.text();
  }

  Announcement announcement() {
    return announcement;
  }

  /** A fresh process of it, which must say the same again. */
  RunningProcess started() {
    RunningProcess process = new RunningProcess(command);
    if (!announcement(process, wanted, known).equals(announcement)) {
      throw process.killed(
          new ProcessFailed(
              Way.BAD_HELLO, "says another thing of itself than when it was first asked"));
    }
    return process;
  }

  private static Announcement announcement(
      RunningProcess process, WireCodec wanted, List<WireCodec> known) {
    try {
      return Hello.ask(process, wanted, known);
    } catch (ProcessFailed failure) {
      throw process.killed(failure);
    }
  }
}
