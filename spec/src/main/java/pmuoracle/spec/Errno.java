package pmuoracle.spec;

/**
 * The kernel's answer to a call: {@link #OK} or one of the errors a filter call can give; numbers
 * are Linux's.
 */
public enum Errno {
  OK(0),
  EPERM(1),
  EIO(5),
  ENXIO(6),
  E2BIG(7),
  EAGAIN(11),
  ENOMEM(12),
  EACCES(13),
  EFAULT(14),
  EBUSY(16),
  ENODEV(19),
  EINVAL(22),
  ENOTTY(25);

  private final int number;

  Errno(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /**
   * The constant with this number; an {@link IllegalArgumentException} if the vocabulary has none.
   */
  public static Errno of(long number) {
    for (Errno errno : values()) {
      if (errno.number == number) {
        return errno;
      }
    }
    throw new IllegalArgumentException("no errno " + number + " in the vocabulary");
  }
}
