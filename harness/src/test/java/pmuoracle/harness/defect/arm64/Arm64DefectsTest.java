package pmuoracle.harness.defect.arm64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pmuoracle.harness.defect.Defect;
import pmuoracle.harness.imperative.arm64.Arm64Imperative;
import pmuoracle.harness.imperative.arm64.Script;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Register;

class Arm64DefectsTest {
  private static Script trigger(String id) {
    Supplier<Script> trigger = Trigger.BY_ID.get(id);
    assertNotNull(trigger, "no trigger for " + id + "; add one to Trigger");
    return trigger.get();
  }

  static List<Defect> all() {
    return Arm64Defects.ALL;
  }

  @ParameterizedTest
  @MethodSource("all")
  void aDefectDiffersOnItsTrigger(Defect defect) {
    Script script = trigger(defect.id());
    var right = script.trace(new Arm64Imperative((Arm64Model) defect.model()));
    var wrong = script.trace(defect.system().get());
    assertNotEquals(right, wrong);
  }

  @ParameterizedTest
  @MethodSource("all")
  void aDefectIsRightWhereNothingIsFilteredOrCounted(Defect defect) {
    assertEquals("defect:" + defect.id(), defect.system().get().id());
    Script nothing = Script.on(Arm64Machine.plain(false)).boot().type(0, 8).read(Register.type(0));
    assertEquals(
        nothing.trace(new Arm64Imperative((Arm64Model) defect.model())),
        nothing.trace(defect.system().get()));
  }

  @Test
  void everyExhibitIsSeededOrLeftOutWithAReason() {
    List<String> exhibits =
        Stream.concat(
                Arm64Defects.ALL.stream().map(Defect::id),
                Arm64Defects.LEFT_OUT.stream().map(Defect.LeftOut::id))
            .sorted()
            .toList();
    assertEquals(
        List.of(
            "A01", "A02", "A03", "A04", "A07", "A08", "A09", "A10", "A11", "A13", "A14", "A15",
            "A16", "A18", "A19", "A20", "A21", "A24", "A25", "A26", "A27", "A28", "A29", "A30",
            "A31", "A32", "A33", "A36", "A37", "A38", "A39", "A40"),
        exhibits);
  }
}
