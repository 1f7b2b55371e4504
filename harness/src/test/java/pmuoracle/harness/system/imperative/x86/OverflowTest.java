package pmuoracle.harness.system.imperative.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pmuoracle.spec.x86.Emulated;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Models;

class OverflowTest {
  private static final X86Machine MACHINE = X86Machine.intel(2, 1);

  /** Counter 1 one short of wrapping, on instructions, programmed. */
  private static Script nearlyFull(X86Machine machine) {
    return Script.on(machine).write(Register.counter(1), -1).select(1, 0xc0).enter();
  }

  private static long status(Script script, X86Model model) {
    return script.read(Register.GLOBAL_STATUS).lastCell(model);
  }

  @Test
  void aCounterThatWrapsKeepsCountingAndSetsItsBit() {
    for (X86Model model : X86Models.ALL) {
      Script script = nearlyFull(MACHINE).retire(0xc0, 3);
      assertEquals(2, status(script, model), model.id());
      assertEquals(2, script.read(Register.counter(1)).lastCell(model), model.id());
    }
  }

  @Test
  void aCounterThatDoesNotWrapSetsNothing() {
    Script script = nearlyFull(MACHINE).write(Register.counter(1), -3).retire(0xc0, 2);
    assertEquals(0, status(script, X86Models.V7_3));
    assertEquals(0xffff_ffff_ffffL, script.read(Register.counter(1)).lastCell(X86Models.V7_3));
  }

  @Test
  void aFixedCountersBitIsAbove32() {
    Script script =
        Script.on(MACHINE)
            .write(Register.fixedCounter(0), -1)
            .fixedControl(3)
            .globalControl(1L << 32)
            .enter()
            .retire(0xc0, 1);
    assertEquals(1L << 32, status(script, X86Models.V7_3));
  }

  @Test
  void aCounterOf64BitsWrapsToo() {
    X86Machine wide = new X86Machine(Vendor.INTEL, 2, 0, true, 64, false, false, false, 0, 64, 1);
    Script script = nearlyFull(wide).retire(0xc0, 0xffff_ffffL);
    assertEquals(2, status(script, X86Models.V7_3));
    assertEquals(0xffff_fffeL, script.read(Register.counter(1)).lastCell(X86Models.V7_3));
  }

  /** What perf has counted is taken off the value a second time: 4 of 10 events, then -1. */
  @ParameterizedTest
  @CsvSource({"5.3, 1", "5.17, 1", "5.18, 5", "6.0, 5", "6.2, 5", "6.9, 5", "7.3, 5"})
  void aWriteOfARunningCounterMovesItsOverflow(String id, int events) {
    X86Model model =
        X86Models.ALL.stream().filter(m -> m.id().equals("x86/" + id)).findFirst().orElseThrow();
    Script script = Script.on(MACHINE).write(Register.counter(1), -10).select(1, 0xc0).enter();
    script.retire(0xc0, 4).write(Register.counter(1), -1);
    for (int i = 1; i < events; i++) {
      assertEquals(0, status(script.retire(0xc0, 1), model), model.id() + " after " + i);
    }
    assertEquals(2, status(script.retire(0xc0, 1), model), model.id());
  }

  /** By the next entry the counter is programmed anew, if something asks for it. */
  @Test
  void programmingBeginsAPeriodOfWhatIsLeft() {
    Script script = Script.on(MACHINE).write(Register.counter(1), -10).select(1, 0xc0).enter();
    script.retire(0xc0, 4).write(Register.counter(1), -1).select(1, 0xc0 | EventSelect.EDGE);
    assertEquals(2, status(script.enter().retire(0xc0, 1), X86Models.V7_3));
  }

  /** The owner's write is the guest's. */
  @Test
  void aWriteByTheOwnerMovesItToo() {
    Script script = Script.on(MACHINE).write(Register.counter(1), -10).select(1, 0xc0).enter();
    script.retire(0xc0, 4).hostWrite(Register.counter(1), -1).retire(0xc0, 1);
    assertEquals(0, status(script, X86Models.V7_3));
    assertEquals(2, status(script.retire(0xc0, 4), X86Models.V7_3));
  }

  @Test
  void aCheckpointedCounterReportsNoOverflow() {
    X86Machine machine = new X86Machine(Vendor.INTEL, 3, 0, true, 48, true, false, false, 0, 64, 1);
    for (X86Model model : X86Models.ALL) {
      Script script =
          Script.on(machine)
              .write(Register.counter(2), -1)
              .select(2, 0xc0 | EventSelect.IN_TX_CHECKPOINTED)
              .enter()
              .retire(0xc0, 3);
      assertEquals(2, script.read(Register.counter(2)).lastCell(model), model.id());
      assertEquals(0, status(script, model), model.id());
    }
  }

  @Test
  void aSecondWrapBeforeTheNextEntryIsIgnoredButNotOnAMediatedCounter() {
    for (boolean mediated : List.of(false, true)) {
      Script script =
          nearlyFull(MACHINE.withMediated(mediated))
              .retire(0xc0, 1)
              .write(Register.GLOBAL_STATUS_CLEAR, 2)
              .write(Register.counter(1), -1)
              .retire(0xc0, 1);
      assertEquals(mediated ? 2 : 0, status(script, X86Models.V7_3));
      script.enter().write(Register.GLOBAL_STATUS_CLEAR, 2);
      script.write(Register.counter(1), -1).retire(0xc0, 1);
      assertEquals(2, status(script, X86Models.V7_3));
    }
  }

  @Test
  void aWrapOfEmulatedCountsIsReportedWhenFoldedIfTheCounterIsThenAllowed() {
    Script emulated = nearlyFull(MACHINE).emulate(Emulated.INSTRUCTION);
    assertEquals(0, status(emulated, X86Models.V7_3));
    assertEquals(0, emulated.read(Register.counter(1)).lastCell(X86Models.V7_3));
    assertEquals(2, status(emulated.enter(), X86Models.V7_3));
    assertEquals(0, emulated.read(Register.counter(1)).lastCell(X86Models.V7_3));

    Script denied = nearlyFull(MACHINE).emulate(Emulated.INSTRUCTION).deny(0xc0).enter();
    assertEquals(0, status(denied, X86Models.V7_3));
    assertEquals(0, denied.read(Register.counter(1)).lastCell(X86Models.V7_3));
    Script disabled = nearlyFull(MACHINE).emulate(Emulated.INSTRUCTION).globalControl(0).enter();
    assertEquals(0, status(disabled, X86Models.V7_3));
  }

  @Test
  void writingACounterForgetsEmulatedCounts() {
    Script script = nearlyFull(MACHINE).emulate(Emulated.INSTRUCTION);
    script.hostWrite(Register.counter(1), 5).enter().hostRead(Register.counter(1));
    assertEquals(5, script.lastCell(X86Models.V7_3));
  }

  @Test
  void latchingGenerationsReportAWrapWithinTheInstruction() {
    Script script = nearlyFull(MACHINE).emulate(Emulated.INSTRUCTION);
    assertEquals(2, status(script, X86Models.V5_18));
    assertEquals(0, status(script, X86Models.V5_3));
  }

  @Test
  void latchingGenerationsReprogramWithinTheInstruction() {
    Script script = nearlyFull(MACHINE).deny(0xc0).retire(0xc0, 1).enter();
    assertEquals(0, script.retire(0xc0, 1).lastCell(X86Models.V5_18), "an overflow re-evaluates");
    Script bumped = Script.on(MACHINE).select(1, 0xc0).deny(0xc0).emulate(Emulated.INSTRUCTION);
    assertEquals(1, bumped.read(Register.counter(1)).lastCell(X86Models.V5_18));
    assertEquals(1, bumped.retire(0xc0, 1).read(Register.counter(1)).lastCell(X86Models.V5_18));
  }

  @Test
  void aMediatedEmulatedWrapIsReportedAtOnce() {
    Script script = nearlyFull(MACHINE.withMediated(true)).emulate(Emulated.INSTRUCTION);
    assertEquals(2, status(script, X86Models.V7_0));
    assertEquals(0, script.read(Register.counter(1)).lastCell(X86Models.V7_0));
  }

  @Test
  void programmingAtOnceThatLetsTheCounterRunEndsItsWaiting() {
    Script script = nearlyFull(MACHINE).retire(0xc0, 1).write(Register.GLOBAL_STATUS_CLEAR, 2);
    script.write(Register.counter(1), -1).globalControl(0).globalControl(2).retire(0xc0, 1);
    assertEquals(2, status(script, X86Models.V5_18));
    assertEquals(0, status(script, X86Models.V7_3), "a write only marks the counter");
  }

  @Test
  void anEmulatedCountMakesADeferringCounterWait() {
    Script script = nearlyFull(MACHINE).emulate(Emulated.INSTRUCTION);
    script.write(Register.counter(1), -1).retire(0xc0, 1);
    assertEquals(0, status(script, X86Models.V7_3));
    script.enter().write(Register.counter(1), -1).retire(0xc0, 1);
    assertEquals(2, status(script, X86Models.V7_3));
  }
}
