package pmuoracle.harness.system.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pmuoracle.harness.system.SystemUnavailable;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.BadInput;

/** What is said of trees that are none. Real trees are judged by KernelTreesTest. */
class KernelProgramTest {
  @TempDir private Path folder;

  private static String refused(String text) {
    return assertThrows(
            BadInput.class, () -> KernelProgram.of(KernelTree.of(text), Architecture.X86))
        .getMessage();
  }

  /** A folder that looks like the top of a tree, with these files. */
  private String tree(String... files) throws IOException {
    for (String file : List.of("Kbuild", "Makefile", "virt/kvm/Kconfig")) {
      write(file);
    }
    for (String file : files) {
      write(file);
    }
    return folder.toString();
  }

  private void write(String file) throws IOException {
    Files.createDirectories(folder.resolve(file).getParent());
    Files.writeString(folder.resolve(file), "");
  }

  @Test
  void objectsFollowAfterCommas() {
    KernelTree tree = KernelTree.of(folder + ",lib/a.o,lib/b.o");
    assertEquals(folder, tree.folder());
    assertEquals(List.of("lib/a.o", "lib/b.o"), tree.objects());
  }

  @Test
  void nothingIsNoTree() {
    assertTrue(refused("").contains("expected kernel:TREE"), refused(""));
    assertTrue(refused(folder + ",").contains("expected kernel:TREE"));
  }

  @Test
  void aFolderThatIsNotThereCannotBeHad() {
    String why =
        assertThrows(SystemUnavailable.class, () -> KernelTree.of(folder + "/none")).getMessage();
    assertTrue(why.contains("there is no folder " + folder + "/none"), why);
  }

  @Test
  void aFolderThatIsNoTreeIsRefused() {
    assertTrue(refused(folder.toString()).contains("no Linux source tree"));
  }

  @Test
  void aTreeWithoutThePmuIsRefused() throws IOException {
    String why = refused(tree());
    assertTrue(why.contains("has no arch/x86/kvm/pmu.c"), why);
  }

  @Test
  void anObjectWithoutSourceIsRefused() throws IOException {
    String tree =
        tree(
            "arch/x86/kvm/pmu.c",
            "arch/x86/kvm/vmx/pmu_intel.c",
            "arch/x86/kvm/svm/pmu.c",
            "lib/sort.c",
            "lib/bsearch.c",
            "lib/find_bit.c",
            "lib/bitmap.c");
    String why = refused(tree + ",lib/none.o");
    assertTrue(why.contains("has no source of lib/none.o"), why);
  }
}
