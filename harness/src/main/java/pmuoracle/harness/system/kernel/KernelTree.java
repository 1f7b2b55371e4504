package pmuoracle.harness.system.kernel;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import pmuoracle.harness.system.SystemId;
import pmuoracle.harness.system.SystemUnavailable;
import pmuoracle.spec.BadInput;

/**
 * What {@code kernel:TREE[,OBJECT]...} names.
 *
 * @param text as the user wrote it, without the prefix
 * @param folder the top of the source tree
 * @param objects further objects of the tree that are to be part of the program
 */
public record KernelTree(String text, Path folder, List<String> objects) {
  public KernelTree {
    objects = List.copyOf(objects);
  }

  /** Folders with trees, as PATH names folders with programs. */
  private static final String TREES = "PMU_ORACLE_TREES";

  /**
   * The tree the text names: a folder, or one in the folders of {@code PMU_ORACLE_TREES}. A {@link
   * BadInput} if it names none, a {@link SystemUnavailable} if it is not there.
   */
  public static KernelTree of(String text) {
    List<String> parts = List.of(text.split(",", -1));
    if (parts.contains("")) {
      throw new BadInput(
          id(text)
              + ": expected kernel:TREE, the folder of a Linux source tree, such as kernel:../linux;"
              + " further objects of it follow after commas");
    }
    String searched = System.getenv().getOrDefault(TREES, "");
    return Stream.concat(Stream.of(""), Stream.of(searched.split(":", -1)))
        .map(within -> Path.of(within, parts.get(0)))
        .filter(Files::isDirectory)
        .findFirst()
        .map(folder -> new KernelTree(text, folder, parts.subList(1, parts.size())))
        .orElseThrow(
            () ->
                new SystemUnavailable(
                    id(text)
                        + ": there is no folder "
                        + parts.get(0)
                        + " here, nor in one of "
                        + TREES));
  }

  private static SystemId id(String text) {
    return new SystemId(SystemId.Sort.KERNEL, text);
  }

  /** The system that its PMU code is. */
  SystemId id() {
    return id(text);
  }
}
