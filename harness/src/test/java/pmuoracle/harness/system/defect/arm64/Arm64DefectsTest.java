package pmuoracle.harness.system.defect.arm64;

import java.util.List;
import pmuoracle.harness.system.defect.DefectCases;
import pmuoracle.harness.system.imperative.arm64.Arm64Imperative;
import pmuoracle.harness.system.imperative.arm64.Script;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Register;

class Arm64DefectsTest extends DefectCases {
  Arm64DefectsTest() {
    super(
        Arm64Defects.ALL,
        Arm64Defects.LEFT_OUT,
        model -> new Arm64Imperative((Arm64Model) model),
        Trigger.BY_ID,
        Script.on(Arm64Machine.plain(false)).boot().type(0, 8).read(Register.type(0)));
  }

  @Override
  protected List<String> exhibits() {
    return List.of(
        "A01", "A02", "A03", "A04", "A07", "A08", "A09", "A10", "A11", "A13", "A14", "A15", "A16",
        "A18", "A19", "A20", "A21", "A24", "A25", "A26", "A27", "A28", "A29", "A30", "A31", "A32",
        "A33", "A36", "A37", "A38", "A39", "A40", "A41", "A42", "A43", "A44", "A45", "A46", "A47",
        "A48", "A60", "A61", "A62", "A63", "A64", "A65", "A66", "A67", "A68");
  }
}
