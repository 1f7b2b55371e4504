package pmuoracle.counterexamples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import pmuoracle.harness.defect.x86.X86Defects;
import pmuoracle.harness.file.Engines;
import pmuoracle.harness.file.Replay;
import pmuoracle.harness.imperative.x86.X86Imperative;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.oracle.Oracle;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.BadInput;
import pmuoracle.spec.Model;
import pmuoracle.spec.x86.X86Model;

/** Each file on every system it is for. */
class ReplayTest {
  /** The systems that are always there. */
  private static final class BuiltIn implements Engines {
    @Override
    public Oracle oracle(Model model) {
      throw new BadInput("no oracle of " + model.id());
    }

    @Override
    public SystemUnderTest system(String id, Model model) {
      if (id.equals("imperative")) {
        return new X86Imperative((X86Model) model);
      }
      return X86Defects.ALL.stream()
          .filter(d -> id.equals("defect:" + d.id()) && d.model().equals(model))
          .findFirst()
          .orElseThrow(() -> new BadInput("no system " + id + " of " + model.id()))
          .system()
          .get();
    }
  }

  private static final Replay REPLAY = new Replay(new BuiltIn());

  @TestFactory
  Stream<DynamicTest> everySystemMeetsTheFile() {
    // Until there is a system that is always there for arm64, its files are held to their form.
    return Corpus.files().stream()
        .filter(file -> file.startsWith(Architecture.X86.id()))
        .map(file -> DynamicTest.dynamicTest(file.toString(), () -> check(file)));
  }

  private static void check(Path file) {
    List<String> unmet =
        REPLAY.onSystems(Corpus.READER.read(file)).stream()
            .filter(r -> !r.isMet())
            .map(r -> r.show(file.toString()))
            .toList();
    assertEquals(List.of(), unmet);
  }
}
