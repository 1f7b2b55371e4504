package pmuoracle.harness.system.process;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import pmuoracle.spec.form.WordOutput;

/** Numbers as the protocol has them, little-endian, in bytes that grow; reusable. */
public final class WireBytes implements WordOutput {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[4096];
  private int size;

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  /** The bytes so far and some more behind them; not a copy. */
  byte[] array() {
    return bytes;
  }

  /** Adds 8 bytes. */
  @Override
  public WordOutput put(long word) {
    int at = room(8);
    LONG.set(bytes, at, word);
    return this;
  }

  void putInt(int word) {
    int at = room(4);
    INT.set(bytes, at, word);
  }

  /** Replaces the four bytes from here on. */
  void setInt(int at, int word) {
    INT.set(bytes, at, word);
  }

  /** Where so many bytes are to go; {@link #bytes} may be another array afterwards. */
  private int room(int count) {
    if (bytes.length - size < count) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    size += count;
    return size - count;
  }

  static int getInt(byte[] from, int at) {
    return (int) INT.get(from, at);
  }

  static long getLong(byte[] from, int at) {
    return (long) LONG.get(from, at);
  }
}
