package pmuoracle.harness.kernel;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import pmuoracle.spec.BadInput;

/**
 * What {@code kernel:TREE[,OBJECT]...} names.
 *
 * @param text as the user wrote it, without the prefix
 * @param folder the top of the source tree
 * @param objects further objects of the tree that are to be part of the program
 */
public record KernelTree(String text, Path folder, List<String> objects) {
  /** What the ids begin with; the rest is the tree. */
  public static final String PREFIX = "kernel:";

  public KernelTree {
    objects = List.copyOf(objects);
  }

  /** The tree the text names; a {@link BadInput} if there is no such folder. */
  public static KernelTree of(String text) {
    List<String> parts = List.of(text.split(",", -1));
    try {
      Path folder = Path.of(parts.get(0));
      if (!parts.get(0).isEmpty() && !parts.contains("") && Files.isDirectory(folder)) {
        return new KernelTree(text, folder, parts.subList(1, parts.size()));
      }
    } catch (InvalidPathException noPath) {
      // As one that is not there.
    }
    throw new BadInput(
        PREFIX
            + text
            + ": expected kernel:TREE, the folder of a Linux source tree, such as kernel:../linux;"
            + " further objects of it follow after commas");
  }
}
