package pmuoracle.harness.system.process;

/** A reply without its length: the first bytes of an array whose other bytes are junk. */
final class Frame {
  private final byte[] bytes;
  private final int size;

  Frame(byte[] bytes, int size) {
    this.bytes = bytes;
    this.size = size;
  }

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }
}
