package pmuoracle.oracle.prove;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pmuoracle.oracle.RuleSet;
import pmuoracle.oracle.arm64.Arm64Oracle;
import pmuoracle.oracle.prove.MutatedEncoding.Mutation;
import pmuoracle.oracle.x86.X86Oracle;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Invariant;
import pmuoracle.spec.Model;
import pmuoracle.spec.Trace;
import pmuoracle.spec.arm64.Arm64Invariant;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.x86.X86Invariant;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Models;

/** One wrong operator in the encoding turns a row of the catalogue not as expected. */
final class MutatedEncodingTest {
  @ParameterizedTest(name = "{0}.{1} {2} {3} becomes {4}")
  @CsvSource({
    // An event is listed if an entry includes it or none excludes it.
    "x86.EventList, listed, and, 1, or, X86-I2, x86/7.3",
    "x86.Entry, reserved, and, 1, or, X86-I7, x86/7.3",
    "x86.Entry, covers, and, 1, or, X86-I7, x86/7.3",
    // The end of a range, its first event, the one after its last, either side of it alone.
    "arm64.FilterRange, end, plus, 1, minus, ARM-P6, arm64/remap",
    "arm64.FilterRange, contains, atMost, 1, below, ARM-P5, arm64/7.3",
    "arm64.FilterRange, contains, below, 1, atMost, ARM-I8, arm64/remap",
    "arm64.FilterRange, contains, and, 1, or, ARM-I6, arm64/remap",
    // Checks of a filter call.
    "arm64.Acceptance, filter, and, 1, or, ARM-P6, arm64/remap",
    "arm64.Acceptance, filter, and, 2, or, ARM-P6, arm64/remap",
    "arm64.Acceptance, filter, atMost, 1, below, ARM-P6, arm64/remap",
    "arm64.Acceptance, filter, below, 1, atMost, ARM-P6, arm64/remap",
    "arm64.Acceptance, endsWithin, atMost, 1, below, ARM-I8, arm64/remap",
    // The non-secure bit is read, or is there.
    "arm64.ExceptionLevels, differ, and, 1, or, ARM-P12, arm64/7.3",
  })
  void isNoticed(
      String type,
      String method,
      String operator,
      int occurrence,
      String instead,
      String invariant,
      String model)
      throws ReflectiveOperationException {
    MutatedEncoding mutated =
        new MutatedEncoding(new Mutation(type, method, operator, occurrence, instead));
    assertFalse(asExpected(mutated, invariant(invariant), model(model)));
    assertTrue(mutated.isApplied(), "there is no such call");
  }

  private static boolean asExpected(ClassLoader loader, Invariant invariant, Model model)
      throws ReflectiveOperationException {
    Object row =
        Class.forName(CatalogueRow.class.getName(), true, loader)
            .getDeclaredConstructor()
            .newInstance();
    BiFunction<Model, GuestProgram, Trace> engine = MutatedEncodingTest::predicted;
    return (Boolean)
        row.getClass()
            .getMethod("apply", List.class, BiFunction.class)
            .invoke(row, List.of(invariant, model), engine);
  }

  /** By the encoding as it is. */
  private static Trace predicted(Model model, GuestProgram program) {
    Trace trace = new Trace();
    if (model.architecture() == Architecture.X86) {
      new X86Oracle((X86Model) model).predict(program, trace, new RuleSet());
    } else {
      new Arm64Oracle((Arm64Model) model).predict(program, trace, new RuleSet());
    }
    return trace;
  }

  private static Invariant invariant(String beginning) {
    return Stream.<Invariant>concat(
            Stream.of(X86Invariant.values()), Stream.of(Arm64Invariant.values()))
        .filter(i -> i.id().startsWith(beginning + "-"))
        .findFirst()
        .orElseThrow();
  }

  private static Model model(String id) {
    return Stream.<Model>concat(X86Models.ALL.stream(), Arm64Models.ALL.stream())
        .filter(m -> m.id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
