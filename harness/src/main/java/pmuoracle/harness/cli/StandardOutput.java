package pmuoracle.harness.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Standard output, of which a failure is told to the writer; {@link System#out} swallows it. That a
 * reader such as {@code head} has closed the pipe is no failure: it has what it wanted.
 */
final class StandardOutput extends OutputStream {
  private static final int TYPE = 0170000;
  private static final int PIPE = 0010000;
  private static final int SOCKET = 0140000;

  private final OutputStream out = new FileOutputStream(FileDescriptor.out);

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      if (!isPipe()) {
        throw e;
      }
    }
  }

  /** A pipe or a socket, which takes everything until its reader is gone. */
  private static boolean isPipe() throws IOException {
    int type = (int) Files.getAttribute(Path.of("/dev/stdout"), "unix:mode") & TYPE;
    return type == PIPE || type == SOCKET;
  }
}
