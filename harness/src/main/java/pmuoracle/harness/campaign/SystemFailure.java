package pmuoracle.harness.campaign;

import java.util.Optional;
import pmuoracle.spec.GuestProgram;

/**
 * The system gave no outcome for a program: it threw, or what it filled in is not the program's
 * outcome. This says nothing about its verdicts.
 *
 * @param index the program's number in the campaign
 * @param program as generated
 * @param least a smaller program on which it fails in the same way; the program itself if there is
 *     none, if it is not known which program makes it fail, or if trying takes long
 * @param cause what it threw of the program
 * @param batch the batch in which it first failed, if it was given many programs at once
 */
public record SystemFailure(
    long index, GuestProgram program, GuestProgram least, Throwable cause, Optional<Batch> batch) {

  /**
   * Programs that were given to the system at once.
   *
   * @param first the first one's number in the campaign
   * @param programs how many
   * @param cause what the system threw
   * @param narrowed whether one of them makes the system fail when each is run by itself; if not,
   *     the program named is the first one, and no more to blame than the others
   */
  public record Batch(long first, int programs, Throwable cause, boolean narrowed) {}

  /** Whether the program is known to be the one that makes the system fail. */
  public boolean isNarrowed() {
    return batch.map(Batch::narrowed).orElse(true);
  }

  static SystemFailure of(long index, GuestProgram program, Judge.NoOutcome failure) {
    return new SystemFailure(index, program, program, failure.reason(), Optional.empty());
  }

  SystemFailure shrunkTo(GuestProgram smaller) {
    return new SystemFailure(index, program, smaller, cause, batch);
  }
}
