package pmuoracle.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.harness.match.Systems;
import pmuoracle.harness.system.SystemUnavailable;

/** A file is no script: whoever runs it has not thereby run the commands in it. */
final class NamedSystemsTest {
  @TempDir private Path folder;

  private Path marker() {
    return folder.resolve("marker");
  }

  private String file(String key, String system) throws IOException {
    Path file = folder.resolve("file.yaml");
    Files.writeString(
        file,
        """
        title: t
        model: x86/7.3
        machine: {vendor: intel, general-purpose: 1, fixed: 0, vcpus: 1}
        steps:
          - set-filter: {action: deny, events: []}
            expect: {errno: 0}
        %s: ["%s"]
        """
            .formatted(key, system));
    return file.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"agrees", "differs"})
  void aCommandIsRunOnlyIfItIsAllowed(String key) throws IOException {
    String system = "process:touch " + marker();
    String file = file(key, system);
    for (String[] words :
        List.of(
            new String[] {"ask", file},
            new String[] {"replay", file},
            new String[] {"replay", folder.toString()},
            new String[] {"replay", "--format", "json", file},
            new String[] {"replay", "--model", "x86/6.4", file},
            new String[] {"replay", "--system", "imperative", file},
            new String[] {"shrink", "--system", "imperative", file})) {
      Invocation made = Invocation.of(words);
      assertEquals(ExitCode.AGREEMENT, made.code(), made::toString);
      assertTrue(Files.notExists(marker()), made::toString);
    }
    Invocation.of("replay", "--run-named-systems", file);
    assertTrue(Files.exists(marker()));
  }

  @Test
  void theReasonNamesTheOption() throws IOException {
    String file = file("agrees", "process:touch " + marker());
    assertEquals(
        file
            + ", process:touch "
            + marker()
            + ": skipped: whoever wrote the file chose this command; it is run only with"
            + " --run-named-systems\n1 files, 2 replays, 0 not as expected; 1 skipped\n",
        Invocation.of("replay", file).out());
    assertTrue(Invocation.of("replay", "--help").out().contains("--run-named-systems"));
  }

  /** The tree is a folder, so that only the permission is missing. */
  @Test
  void norIsATreeBuilt() throws IOException {
    Path tree = Files.createDirectory(folder.resolve("tree"));
    Files.writeString(tree.resolve("Makefile"), "$(shell touch " + marker() + ")\n");
    String out = Invocation.of("replay", file("differs", "kernel:" + tree)).out();
    assertTrue(
        out.contains(": skipped: whoever wrote the file chose this tree; it is built and run only"),
        out);
    assertTrue(Files.notExists(marker()));
  }

  @Test
  void theSystemOnTheCommandLineIsTheUsersOwn() throws IOException {
    String system = "process:touch " + marker();
    Invocation.of("replay", "--model", "x86/7.3", "--system", system, file("agrees", "canary"));
    assertTrue(Files.exists(marker()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"process:true", "kernel:tree"})
  void whoeverForgetsToAskForPermissionHasNone(String id) {
    SystemUnavailable told =
        assertThrows(
            SystemUnavailable.class,
            () -> new Systems().system(id, ArchitectureKits.model("x86/7.3")));
    assertTrue(told.getMessage().endsWith(" only with --run-named-systems"), told::getMessage);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "imperative ",
        "canary ",
        "kvm ",
        "defect:X17 ",
        "model:ID ",
        "process:COMMAND",
        "kernel:TREE "
      })
  void everyFormIsListed(String form) {
    String out = Invocation.of("systems").out();
    assertTrue(out.lines().anyMatch(line -> line.startsWith(form)), out);
  }
}
