package pmuoracle.oracle.arm64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import pmuoracle.spec.Errno;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Trace;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Machine.Irqchip;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Register;

final class Arm64RunTest {
  private static Arm64Machine machine(boolean nested, Irqchip irqchip, boolean guestEl2) {
    return new Arm64Machine(
        6, false, 5, 6, true, true, nested, true, false, irqchip, 1, true, -1L, -1L, 1, guestEl2);
  }

  private static Trace trace(Arm64Model model, GuestProgram program) {
    Trace trace = new Trace();
    try (Arm64Oracle oracle = new Arm64Oracle(model)) {
      oracle.predict(program, trace);
    }
    return trace;
  }

  private static Programs calls(Arm64Machine machine) {
    return Programs.on(machine)
        .then(new Arm64Step.Run(0))
        .filter(1, 1, Programs.DENY)
        .then(new Arm64Step.SelectPmu(0, 0))
        .start();
  }

  @Test
  void anUnreadyControllerRefusesARunAndKillsTheMachine() {
    Trace trace =
        trace(Arm64Models.V7_3, calls(machine(false, Irqchip.UNINITIALISED, true)).program());
    assertEquals(Errno.EBUSY.number(), trace.cell(0, 0));
    for (int step = 1; step < trace.steps(); step++) {
      assertEquals(Errno.EIO.number(), trace.cell(step, 0));
    }
  }

  @Test
  void inTheFirstReleaseNothingIsKnownOfCallsAfterThat() {
    Trace trace =
        trace(Arm64Models.V5_10, calls(machine(false, Irqchip.UNINITIALISED, true)).program());
    assertEquals(Errno.EBUSY.number(), trace.cell(0, 0));
    for (int step = 1; step < trace.steps(); step++) {
      assertFalse(trace.isKnown(step, 0));
    }
  }

  @Test
  void aNestedMachineWithoutAControllerLives() {
    Trace trace = trace(Arm64Models.V7_3, calls(machine(true, Irqchip.NONE, true)).program());
    assertEquals(Errno.EAGAIN.number(), trace.cell(0, 0));
    assertEquals(0, trace.cell(1, 0));
    assertEquals(0, trace.cell(3, 0));
    assertEquals(Errno.EAGAIN.number(), trace.cell(4, 0));
  }

  @Test
  void aGuestThatIsToldOfEl2KeepsNsh() {
    for (boolean told : new boolean[] {false, true}) {
      Trace trace =
          trace(
              Arm64Models.V7_3,
              Programs.on(machine(false, Irqchip.READY, told))
                  .start()
                  .type(0, EventType.NSH | 8)
                  .read(Register.type(0))
                  .program());
      assertEquals(told ? EventType.NSH | 8 : 8, trace.cell(3, 1));
    }
  }
}
