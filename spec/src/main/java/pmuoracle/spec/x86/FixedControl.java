package pmuoracle.spec.x86;

/** Bit layout of IA32_FIXED_CTR_CTRL: one nibble per fixed counter. */
public final class FixedControl {
  public static final long OS = 1;
  public static final long USR = 2;
  public static final long ENABLE = OS | USR;
  public static final long PMI = 8;

  /** The bits of a nibble a guest may set. */
  public static final long WRITABLE = ENABLE | PMI;

  private FixedControl() {}

  /** The nibble of fixed counter {@code index}. */
  public static long nibble(long control, int index) {
    return (control >>> (4 * index)) & 0xf;
  }

  /** The filter key fixed counter {@code index} stands for. */
  public static long encoding(int index) {
    return switch (index) {
      case 0 -> 0x00c0;
      case 1 -> 0x003c;
      default -> (index + 1L) << 8;
    };
  }
}
