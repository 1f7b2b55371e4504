package pmuoracle.harness.system.process;

import java.io.IOException;
import java.io.InputStream;
import pmuoracle.harness.system.process.ProcessFailed.Way;

/** Reads replies, none longer than a correct one. */
final class ReplyReader {
  private static final int SHOWN = 16;

  private final InputStream in;
  private final byte[] length = new byte[4];
  private byte[] bytes = new byte[4096];
  private volatile int had;
  private volatile int expected;

  ReplyReader(InputStream in) {
    this.in = in;
  }

  /** The output ended. */
  static final class Ended extends Exception {
    private static final long serialVersionUID = 1L;
    private final String within;

    /**
     * @param within before or in what
     */
    Ended(String within) {
      super(within);
      this.within = within;
    }

    String within() {
      return within;
    }
  }

  /** The next frame; a {@link ProcessFailed} if what comes is none. */
  Frame frame(int longest) throws Ended {
    had = 0;
    expected = 0;
    readFully(length, length.length);
    int size = WireBytes.getInt(length, 0);
    if (size < 4 || size > longest) {
      throw noFrame(size, longest);
    }
    if (bytes.length < size) {
      bytes = new byte[size];
    }
    had = 0;
    expected = size;
    readFully(bytes, size);
    return new Frame(bytes, size);
  }

  private void readFully(byte[] into, int count) throws Ended {
    int at = 0;
    while (at < count) {
      int read;
      try {
        read = in.read(into, at, count - at);
      } catch (IOException closed) {
        read = -1;
      }
      if (read < 0) {
        throw new Ended(within());
      }
      at += read;
      had = at;
    }
  }

  private String within() {
    if (!isWithin()) {
      return "before its reply";
    }
    return expected == 0
        ? "after " + had + " of the 4 bytes a reply begins with"
        : "after " + had + " of the " + expected + " bytes of its reply";
  }

  /** Whether a reply was begun. */
  boolean isWithin() {
    return expected > 0 || had > 0;
  }

  /** What came of the reply so far, for one that is late. */
  String progress() {
    if (!isWithin()) {
      return "gave no reply";
    }
    return expected > 0 && had == expected
        ? "did not read the rest of the request"
        : "gave only " + had + " of the " + (expected == 0 ? 4 : expected) + " bytes of its reply";
  }

  private ProcessFailed noFrame(int size, int longest) {
    byte[] begin = new byte[SHOWN];
    System.arraycopy(length, 0, begin, 0, length.length);
    int count = length.length;
    try {
      count += in.read(begin, count, Math.min(SHOWN - count, in.available()));
    } catch (IOException closed) {
      // Four bytes are enough to show.
    }
    return new ProcessFailed(
        Way.NO_FRAME,
        "wrote what is no reply: it begins with %s, a length of %s; expected 4 to %d"
            .formatted(shown(begin, count), Integer.toUnsignedString(size), longest));
  }

  private static String shown(byte[] begin, int count) {
    StringBuilder hex = new StringBuilder();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      hex.append("%02x ".formatted(begin[i]));
      text.append(begin[i] >= ' ' && begin[i] < 0x7f ? (char) begin[i] : '.');
    }
    return hex + "'" + text + "'";
  }

  /** A {@link ProcessFailed} if something follows the last frame already. */
  void requireNothingMore() {
    int more;
    try {
      more = in.available();
    } catch (IOException closed) {
      more = 0;
    }
    if (more > 0) {
      throw new ProcessFailed(
          Way.TOO_MUCH, "wrote more than its reply: at least " + more + " bytes follow it");
    }
  }
}
