package pmuoracle.harness.system.kvm.x86;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/**
 * The C library's calls that are needed, directly mapped; numbers are those of Linux on 64 bits.
 */
final class LibC {
  static final int O_RDWR = 2;
  static final int O_CLOEXEC = 0x80000;
  static final int PROT_NONE = 0;
  static final int PROT_READ_WRITE = 3;
  static final int MAP_PRIVATE_ANONYMOUS = 0x22;

  static {
    Native.register(LibC.class, "c");
  }

  private LibC() {}

  static native int open(String path, int flags) throws LastErrorException;

  static native int close(int descriptor);

  /** Sets the thread's errno rather than throwing: refusals are what is being observed. */
  static native int ioctl(int descriptor, long request, long argument);

  static native Pointer mmap(
      Pointer address, long length, int protection, int flags, int descriptor, long offset)
      throws LastErrorException;

  static native int mprotect(Pointer address, long length, int protection)
      throws LastErrorException;

  static native int munmap(Pointer address, long length);
}
