package pmuoracle.oracle.compile;

/** What a call does to the virtual machine, in place. Stateless. */
public interface CallTransition {
  /**
   * Carries it out; the errno.
   *
   * @param called the inputs of calls as {@link pmuoracle.oracle.step.Layout} says; afterwards the
   *     virtual machine and the virtual CPU's own in it are those after the call
   * @param rules receives those that took part besides those it has, if the transition names them
   */
  long take(long[] called, long[] rules);
}
