package pmuoracle.harness.system.defect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import pmuoracle.harness.system.imperative.x86.Script;
import pmuoracle.harness.system.imperative.x86.X86Imperative;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Trace;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Models;

class CanaryTest {
  private static GuestProgram program(int event) {
    return Script.on(X86Machine.intel(2, 1))
        .deny(event & 0xffff)
        .select(0, 0xc0)
        .enter()
        .retire(0xc0, 7 + event)
        .read(Register.counter(0))
        .program();
  }

  private static Trace trace(Canary canary, GuestProgram program) {
    Trace trace = new Trace();
    canary.run(program, trace);
    return trace;
  }

  private static int differing(Trace one, Trace other, GuestProgram program) {
    int cells = 0;
    for (int step = 0; step < one.steps(); step++) {
      assertEquals(one.width(step), other.width(step));
      one.show(step, program.machine().observations(program.steps().get(step)));
      for (int place = 0; place < one.width(step); place++) {
        cells += one.cell(step, place) == other.cell(step, place) ? 0 : 1;
      }
    }
    return cells;
  }

  @Test
  void oneProgramInAThousandHasOneWrongCell() {
    Canary canary = new Canary(new X86Imperative(X86Models.V7_3));
    X86Imperative right = new X86Imperative(X86Models.V7_3);
    int wrong = 0;
    for (int i = 0; i < 8_000; i++) {
      GuestProgram program = program(i);
      Trace expected = new Trace();
      right.run(program, expected);
      int cells = differing(trace(canary, program), expected, program);
      assertEquals(Canary.errsOn(program) ? 1 : 0, cells);
      wrong += cells;
    }
    assertTrue(wrong >= 1 && wrong <= 30, wrong + " of 8000");
  }

  @Test
  void itErrsOnTheSameProgramEveryTime() {
    Canary one = new Canary(new X86Imperative(X86Models.V7_3));
    Canary other = new Canary(new X86Imperative(X86Models.V7_3));
    for (int i = 0; i < 2_000; i++) {
      trace(one, program(i + 1));
      assertEquals(trace(one, program(i)), trace(other, program(i)));
    }
  }
}
