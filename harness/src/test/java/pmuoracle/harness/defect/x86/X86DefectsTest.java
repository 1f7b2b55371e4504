package pmuoracle.harness.defect.x86;

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
import pmuoracle.harness.imperative.x86.Script;
import pmuoracle.harness.imperative.x86.X86Imperative;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;

class X86DefectsTest {
  private static Script trigger(String id) {
    Supplier<Script> trigger = Trigger.BY_ID.get(id);
    assertNotNull(trigger, "no trigger for " + id + "; add one to Trigger");
    return trigger.get();
  }

  static List<Defect> all() {
    return X86Defects.ALL;
  }

  @ParameterizedTest
  @MethodSource("all")
  void aDefectDiffersOnItsTriggerUnlessItIsSilent(Defect defect) {
    Script script = trigger(defect.id());
    var right = script.trace(new X86Imperative((X86Model) defect.model()));
    var wrong = script.trace(defect.system().get());
    if (defect.silent()) {
      assertEquals(right, wrong);
    } else {
      assertNotEquals(right, wrong);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void aDefectIsRightWhereNothingIsFilteredOrCounted(Defect defect) {
    assertEquals("defect:" + defect.id(), defect.system().get().id());
    Script nothing = Script.on(X86Machine.amd()).reset().select(0, 0xc0);
    assertEquals(
        nothing.trace(new X86Imperative((X86Model) defect.model())),
        nothing.trace(defect.system().get()));
  }

  @Test
  void everyExhibitIsSeededOrLeftOutWithAReason() {
    List<String> exhibits =
        Stream.concat(
                X86Defects.ALL.stream().map(Defect::id),
                X86Defects.LEFT_OUT.stream().map(Defect.LeftOut::id))
            .sorted()
            .toList();
    assertEquals(
        List.of(
            "X01", "X02", "X03", "X04", "X05", "X06", "X07", "X08", "X09", "X10", "X11", "X13",
            "X16", "X17", "X18", "X19", "X20", "X21", "X22", "X23", "X24", "X25", "X26", "X27",
            "X28", "X29", "X31", "X32", "X34", "X35", "X36", "X37", "X38", "X39", "X40", "X41",
            "X43"),
        exhibits);
  }

  @Test
  void onlyTheEquivalentVariantIsSilent() {
    assertEquals(
        List.of("X43"), X86Defects.ALL.stream().filter(Defect::silent).map(Defect::id).toList());
  }
}
