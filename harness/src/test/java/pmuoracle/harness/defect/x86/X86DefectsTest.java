package pmuoracle.harness.defect.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import pmuoracle.harness.defect.Defect;
import pmuoracle.harness.defect.DefectCases;
import pmuoracle.harness.imperative.x86.Script;
import pmuoracle.harness.imperative.x86.X86Imperative;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;

class X86DefectsTest extends DefectCases {
  @Override
  protected List<Defect> all() {
    return X86Defects.ALL;
  }

  @Override
  protected List<Defect.LeftOut> leftOut() {
    return X86Defects.LEFT_OUT;
  }

  @Override
  protected List<String> exhibits() {
    return List.of("X01", "X02", "X03", "X04", "X05", "X06", "X07", "X08", "X09", "X10", "X11", "X13",
            "X16", "X17", "X18", "X19", "X20", "X21", "X22", "X23", "X24", "X25", "X26", "X27",
            "X28", "X29", "X31", "X32", "X34", "X35", "X36", "X37", "X38", "X39", "X40", "X41",
            "X43");
  }

  @Override
  protected SystemUnderTest right(Model model) {
    return new X86Imperative((X86Model) model);
  }

  @Override
  protected GuestProgram trigger(String id) {
    Supplier<Script> trigger = Trigger.BY_ID.get(id);
    assertNotNull(trigger, "no trigger for " + id + "; add one to Trigger");
    return trigger.get().program();
  }

  @Override
  protected GuestProgram nothing() {
    return Script.on(X86Machine.amd()).reset().select(0, 0xc0).program();
  }

  @Test
  void onlyTheEquivalentVariantIsSilent() {
    assertEquals(
        List.of("X43"), X86Defects.ALL.stream().filter(Defect::silent).map(Defect::id).toList());
  }
}
