package pmuoracle.harness.system.defect.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import pmuoracle.harness.system.defect.Defect;
import pmuoracle.harness.system.defect.DefectCases;
import pmuoracle.harness.system.imperative.x86.Script;
import pmuoracle.harness.system.imperative.x86.X86Imperative;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;

class X86DefectsTest extends DefectCases {
  X86DefectsTest() {
    super(
        X86Defects.ALL,
        X86Defects.LEFT_OUT,
        model -> new X86Imperative((X86Model) model),
        Trigger.BY_ID,
        Script.on(X86Machine.amd()).reset().select(0, 0xc0));
  }

  @Override
  protected List<String> exhibits() {
    return List.of(
        "X01", "X02", "X03", "X04", "X05", "X06", "X07", "X08", "X09", "X10", "X11", "X13", "X16",
        "X17", "X18", "X19", "X20", "X21", "X22", "X23", "X24", "X25", "X26", "X27", "X28", "X29",
        "X31", "X32", "X34", "X35", "X36", "X37", "X38", "X39", "X40", "X41", "X43", "X50", "X51",
        "X52", "X53", "X54", "X60", "X61", "X62", "X63", "X64", "X65", "X66", "X67", "X68", "X69",
        "X70", "X71", "X72", "X73", "X74", "X75", "X76");
  }

  @Test
  void onlyTheEquivalentVariantIsSilent() {
    assertEquals(
        List.of("X43"), X86Defects.ALL.stream().filter(Defect::silent).map(Defect::id).toList());
  }
}
