package pmuoracle.harness.exhaust;

import java.util.List;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;

/** A finite set of programs, so many of them on each of some machines. */
public interface Scope<M extends Machine> {
  /** As on the command line: {@code x86-filters}. */
  String id();

  /** What is in it, so that a reader can tell what is not. */
  String sentence();

  /**
   * What is also in it where filters can be asked by themselves about everything, to be added to
   * the sentence; empty if the scope is about something else than filters.
   */
  default String swept() {
    return "";
  }

  List<M> machines();

  /** How many programs there are on the machine. */
  long size(M machine);

  /**
   * The program of this number.
   *
   * @param index from 0 to below the size
   */
  GuestProgram program(M machine, long index);
}
