package pmuoracle.harness.system.kvm.x86;

import com.sun.jna.Pointer;
import pmuoracle.spec.x86.FilterRequest;

/**
 * Memory in which a request ends exactly where reading it must fail: a page that cannot be read
 * follows.
 */
final class RequestMemory implements AutoCloseable {
  /**
   * The header of every released kernel: action, count, bitmap, flags and four words of padding.
   */
  static final int HEADER_BYTES = 32;

  private static final int PAGE = 4096;
  private static final int CAPACITY =
      (HEADER_BYTES + 8 * FilterRequest.MAX_EVENTS + PAGE - 1) / PAGE * PAGE;

  private final Pointer start;
  private final Pointer header;
  private long[] events = new long[0];

  RequestMemory() {
    start =
        LibC.mmap(
            Pointer.NULL, CAPACITY + PAGE, LibC.PROT_READ_WRITE, LibC.MAP_PRIVATE_ANONYMOUS, -1, 0);
    LibC.mprotect(start.share(CAPACITY), PAGE, LibC.PROT_NONE);
    header = new com.sun.jna.Memory(HEADER_BYTES);
  }

  /**
   * The address of the request, whose first {@code readableBytes} bytes can be read and none after.
   */
  long place(FilterRequest request) {
    int readable = (int) request.readableBytes(HEADER_BYTES);
    int from = CAPACITY - readable;
    header.setInt(0, (int) request.action());
    header.setInt(4, (int) request.nevents());
    header.setInt(8, (int) request.bitmap());
    header.setInt(12, (int) request.flags());
    for (int i = 0; i < 4; i++) {
      header.setInt(16 + 4L * i, (int) request.pad());
    }
    int inHeader = Math.min(readable, HEADER_BYTES);
    start.write(from, header.getByteArray(0, inHeader), 0, inHeader);
    placeEvents(request, from + HEADER_BYTES, (readable - inHeader) / 8, (readable - inHeader) % 8);
    return Pointer.nativeValue(start) + from;
  }

  private void placeEvents(FilterRequest request, int from, int whole, int rest) {
    if (whole > events.length) {
      events = new long[whole];
    }
    for (int i = 0; i < whole; i++) {
      events[i] = request.events().get(i);
    }
    start.write(from, events, 0, whole);
    for (int i = 0; i < rest; i++) {
      start.setByte(from + 8L * whole + i, (byte) (request.events().get(whole) >>> (8 * i)));
    }
  }

  @Override
  public void close() {
    LibC.munmap(start, CAPACITY + PAGE);
  }
}
