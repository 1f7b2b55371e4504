package pmuoracle.harness.defect.arm64;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import java.util.function.Supplier;
import pmuoracle.harness.defect.Defect;
import pmuoracle.harness.defect.DefectCases;
import pmuoracle.harness.imperative.arm64.Arm64Imperative;
import pmuoracle.harness.imperative.arm64.Script;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Register;

class Arm64DefectsTest extends DefectCases {
  @Override
  protected List<Defect> all() {
    return Arm64Defects.ALL;
  }

  @Override
  protected List<Defect.LeftOut> leftOut() {
    return Arm64Defects.LEFT_OUT;
  }

  @Override
  protected List<String> exhibits() {
    return List.of("A01", "A02", "A03", "A04", "A07", "A08", "A09", "A10", "A11", "A13", "A14", "A15",
            "A16", "A18", "A19", "A20", "A21", "A24", "A25", "A26", "A27", "A28", "A29", "A30",
            "A31", "A32", "A33", "A36", "A37", "A38", "A39", "A40");
  }

  @Override
  protected SystemUnderTest right(Model model) {
    return new Arm64Imperative((Arm64Model) model);
  }

  @Override
  protected GuestProgram trigger(String id) {
    Supplier<Script> trigger = Trigger.BY_ID.get(id);
    assertNotNull(trigger, "no trigger for " + id + "; add one to Trigger");
    return trigger.get().program();
  }

  @Override
  protected GuestProgram nothing() {
    return Script.on(Arm64Machine.plain(false)).boot().type(0, 8).read(Register.type(0)).program();
  }
}
