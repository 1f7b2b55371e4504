package pmuoracle.spec;

/**
 * One action of the guest, the host or the hardware; sealed per architecture. Steps of one program
 * share a machine.
 */
public interface Step {
  /** The virtual CPU the step happens on; 0 for steps that concern the whole virtual machine. */
  int vcpu();

  /**
   * The step's sort, an enum of its architecture. It tells the architecture too, sooner than a test
   * for the sealed interface: two interfaces asked for in turn evict each other from the JVM's
   * cache.
   */
  Enum<?> kind();

  /**
   * The step's name in files: {@code set-filter}, {@code retire}. Steps of the same verb observe
   * the same kinds.
   */
  String verb();
}
