package pmuoracle.spec;

/**
 * One thing that can be seen after a step; its value is one cell of a {@link Trace}.
 *
 * @param kind what sort of value the cell holds, and so how it is written
 * @param name unique within a step, as it stands in files: {@code errno}, {@code fault}, {@code
 *     value}, {@code gp0}
 */
public record Observation(Kind kind, String name) {
  public static final Observation ERRNO = new Observation(Kind.ERRNO, "errno");
  public static final Observation FAULT = new Observation(Kind.FAULT, "fault");
  public static final Observation VALUE = new Observation(Kind.VALUE, "value");

  /** The sorts of cell. */
  public enum Kind {
    /** An {@link Errno} number. */
    ERRNO,
    /** The number of a {@link Fault}. */
    FAULT,
    /** What a read returned. */
    VALUE,
    /** By how much a counter advanced during the step. */
    COUNT,
    /** A register the hypervisor wrote to hardware. */
    HARDWARE,
    /** A word that no model predicts and no file states; see {@link Trace#fact}. */
    FACT
  }

  /** The cell as a person writes it. */
  public String show(long cell) {
    return switch (kind) {
      case ERRNO -> cell == 0 ? "0" : Errno.of(cell).name();
      case FAULT -> Fault.of(cell).id();
      case VALUE, HARDWARE, FACT -> "0x" + Long.toHexString(cell);
      case COUNT -> Long.toUnsignedString(cell);
    };
  }
}
