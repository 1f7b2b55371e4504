package pmuoracle.harness.system.process;

import java.util.List;
import pmuoracle.harness.system.process.ProcessFailed.Way;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Step;
import pmuoracle.spec.Trace;

/** Reads the reply to a request into traces; every mistake in it is a {@link ProcessFailed}. */
final class BatchReply {
  private static final int RAN = 0;
  private static final int REFUSED = 1;

  private final Announcement announcement;
  private final boolean observesAll;
  private byte[] bytes = new byte[0];
  private int size;
  private int at;
  private int program;
  private int step;

  BatchReply(Announcement announcement) {
    this.announcement = announcement;
    observesAll = announcement.observesAll();
  }

  /** Fills the cleared traces; both lists begin with the request's first program. */
  void read(Frame frame, BatchRequest request, List<GuestProgram> programs, List<Trace> into) {
    bytes = frame.bytes();
    size = frame.size();
    at = 0;
    program = -1;
    step = -1;
    requireWord("type", request.type(), Way.OUT_OF_TURN);
    requireWord("number of a batch", request.number(), Way.OUT_OF_TURN);
    requireWord("number of programs", request.programs(), Way.TOO_LITTLE);
    int steps = 0;
    for (program = 0; program < request.programs(); program++) {
      readProgram(programs.get(program), request, steps, into.get(program));
      steps += request.sent(program);
    }
    if (at != size) {
      program = -1;
      throw failed(Way.TOO_MUCH, size - at + " bytes more than all outcomes");
    }
  }

  private void readProgram(GuestProgram what, BatchRequest request, int first, Trace into) {
    step = -1;
    int status = word("status");
    int sent = request.sent(program);
    if (status != RAN && status != REFUSED) {
      throw failed(
          Way.BAD_OUTCOME, "status " + Integer.toUnsignedString(status) + "; expected 0 or 1");
    }
    requireWord("number of outcomes", status == RAN ? sent : 0, Way.TOO_LITTLE);
    if (status == REFUSED) {
      into.refuse();
    }
    List<Step> steps = what.steps();
    int counters = request.asksFacts() ? what.machine().counts().size() : 0;
    for (step = 0; step < steps.size(); step++) {
      if (status == RAN && step < sent) {
        readOutcome(what, request.width(first + step), into);
        if (request.asksFacts()) {
          readFacts(counters, into);
        }
      } else {
        what.machine().observations(steps.get(step)).forEach(unseen -> into.addUnknown());
      }
      into.endStep();
    }
  }

  private void readOutcome(GuestProgram what, int width, Trace into) {
    int known = word("outcome");
    int given = word("outcome");
    if (width < Integer.SIZE && known >>> width != 0) {
      throw failed(
          Way.BAD_OUTCOME, "known cells 0x%x; the step has %d cells".formatted(known, width));
    } else if ((given & ~known) != 0) {
      throw failed(Way.BAD_OUTCOME, "given cells 0x%x of known cells 0x%x".formatted(given, known));
    }
    if (known != 0 && !observesAll) {
      requireAnnounced(what, known);
    }
    for (int place = 0; place < width; place++) {
      if ((known >>> place & 1) == 0) {
        into.addUnknown();
      } else {
        into.add((given >>> place & 1) == 0 ? 0 : eightBytes("cell"));
      }
    }
  }

  private void readFacts(int counters, Trace into) {
    for (int name = 0; name < announcement.facts().ofCounters().size(); name++) {
      readFacts("counters", counters, into);
    }
    int ofMachine = announcement.facts().ofMachine().size();
    if (ofMachine > 0) {
      readFacts("facts of the machine", ofMachine, into);
    }
  }

  /** A mask of those that are not 0, then these. */
  private void readFacts(String what, int count, Trace into) {
    int given = word("facts");
    if (count < Integer.SIZE && given >>> count != 0) {
      throw failed(
          Way.BAD_OUTCOME, "given facts 0x%x; there are %d %s".formatted(given, count, what));
    }
    for (int place = 0; place < count; place++) {
      into.addFact((given >>> place & 1) == 0 ? 0 : eightBytes("fact"));
    }
  }

  private void requireAnnounced(GuestProgram what, int known) {
    Step after = what.steps().get(step);
    List<Observation> observations = what.machine().observations(after);
    for (int place = 0; place < observations.size(); place++) {
      if ((known >>> place & 1) != 0
          && !announcement.observes(after, observations.get(place).kind())) {
        throw failed(
            Way.BAD_OUTCOME,
            "a known cell of "
                + observations.get(place).name()
                + ", which its hello does not announce");
      }
    }
  }

  private long eightBytes(String what) {
    require(8, what);
    at += 8;
    return WireBytes.getLong(bytes, at - 8);
  }

  private int word(String what) {
    require(4, what);
    at += 4;
    return WireBytes.getInt(bytes, at - 4);
  }

  private void require(int count, String what) {
    if (size - at < count) {
      throw failed(Way.TOO_LITTLE, "ends before its " + what);
    }
  }

  /** The next word must be this one. */
  private void requireWord(String what, int expected, Way otherwise) {
    int found = word(what);
    if (found != expected) {
      Way way =
          otherwise == Way.TOO_LITTLE && Integer.compareUnsigned(found, expected) > 0
              ? Way.TOO_MUCH
              : otherwise;
      throw failed(way, what + " " + Integer.toUnsignedString(found) + "; expected " + expected);
    }
  }

  private ProcessFailed failed(Way way, String what) {
    String place = program < 0 ? "" : " in program " + (program + 1) + " of the batch";
    String outcome = program < 0 || step < 0 ? "" : ", outcome " + (step + 1);
    return new ProcessFailed(way, "gave a wrong reply" + place + outcome + ": " + what);
  }
}
