package pmuoracle.harness.system.defect;

import java.util.List;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.spec.Errno;
import pmuoracle.spec.Fault;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Step;
import pmuoracle.spec.Trace;

/**
 * A system that is right but for one known cell of one program in a thousand, whatever the
 * architecture: a campaign that does not report it sees nothing. Which programs and which cell
 * follow from the program's content alone.
 */
public final class Canary implements SystemUnderTest {
  /** One program in this many. */
  public static final int RARITY = 1000;

  private final SystemUnderTest system;
  private final Trace right = new Trace();

  public Canary(SystemUnderTest system) {
    this.system = system;
  }

  @Override
  public String id() {
    return "canary";
  }

  /** Whether it errs on this program, if the program has a known cell. */
  public static boolean errsOn(GuestProgram program) {
    return Integer.remainderUnsigned(hash(program), RARITY) == 0;
  }

  @Override
  public boolean announces(Step step, Observation.Kind kind) {
    return system.announces(step, kind);
  }

  @Override
  public void run(GuestProgram program, Trace into) {
    if (!errsOn(program)) {
      system.run(program, into);
      return;
    }
    right.clear();
    system.run(program, right);
    copyWithOneWrong(program, into);
  }

  private void copyWithOneWrong(GuestProgram program, Trace into) {
    int known = known();
    int wrong = known == 0 ? -1 : Integer.remainderUnsigned(hash(program) / RARITY, known);
    for (int step = 0; step < right.steps(); step++) {
      List<Observation> observations = program.machine().observations(program.steps().get(step));
      for (int place = 0; place < right.width(step); place++) {
        if (!right.isKnown(step, place)) {
          into.addUnknown();
        } else if (wrong-- == 0) {
          into.add(otherThan(observations.get(place).kind(), right.cell(step, place)));
        } else {
          into.add(right.cell(step, place));
        }
      }
      into.endStep();
    }
  }

  private int known() {
    int cells = 0;
    for (int step = 0; step < right.steps(); step++) {
      cells += right.width(step);
    }
    return cells - right.unknown();
  }

  /** Another value that the kind of cell can have. */
  private static long otherThan(Observation.Kind kind, long cell) {
    return switch (kind) {
      case ERRNO -> cell == Errno.OK.number() ? Errno.EPERM.number() : Errno.OK.number();
      case FAULT -> cell == Fault.NONE.number() ? Fault.GP.number() : Fault.NONE.number();
      case VALUE, COUNT, HARDWARE, FACT -> cell + 1;
    };
  }

  /** Of the program as text, because the hash codes of enums differ from run to run. */
  private static int hash(GuestProgram program) {
    int hash = program.toString().hashCode();
    hash = (hash ^ hash >>> 16) * 0x7feb_352d;
    hash = (hash ^ hash >>> 15) * 0x846c_a68b;
    return hash ^ hash >>> 16;
  }

  @Override
  public void close() {
    system.close();
  }
}
