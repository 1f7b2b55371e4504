package pmuoracle.harness.system.process;

import java.nio.file.Path;
import java.util.List;
import pmuoracle.harness.system.SystemId;
import pmuoracle.harness.system.SystemUnavailable;
import pmuoracle.harness.system.process.ProcessFailed.Way;
import pmuoracle.spec.Architecture;

/** A command and what it said it is when it was asked. */
public final class Described {
  private final String id;
  private final ProcessCommand command;
  private final String remark;
  private final WireCodec wanted;
  private final List<WireCodec> known;
  private final Announcement announcement;

  private Described(
      String id,
      ProcessCommand command,
      String remark,
      WireCodec wanted,
      List<WireCodec> known,
      Announcement announcement) {
    this.id = id;
    this.command = command;
    this.remark = remark;
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
    String id = new SystemId(SystemId.Sort.PROCESS, text).toString();
    return of(id, ProcessCommand.of(text), "", wanted, known);
  }

  /**
   * The same of a program that was made for the system of this id.
   *
   * @param remark what should be said of it beside what it says of itself, or empty
   */
  public static Described ofProgram(
      String id, Path program, String remark, WireCodec wanted, List<WireCodec> known) {
    return of(id, ProcessCommand.of(program), remark, wanted, known);
  }

  private static Described of(
      String id, ProcessCommand command, String remark, WireCodec wanted, List<WireCodec> known) {
    try (RunningProcess process = new RunningProcess(command)) {
      Announcement announcement = announcement(process, wanted, known);
      return new Described(id, command, remark, wanted, known, announcement);
    } catch (ProcessFailed failure) {
      throw new SystemUnavailable(id + " " + failure.getMessage());
    }
  }

  /** The architecture it is. */
  public Architecture architecture() {
    return announcement.architecture();
  }

  String id() {
    return id;
  }

  String remark() {
    return announcement.remark() + (remark.isEmpty() ? "" : "\n" + remark);
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
