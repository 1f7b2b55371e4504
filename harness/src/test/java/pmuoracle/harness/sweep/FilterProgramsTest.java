package pmuoracle.harness.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.harness.match.Capabilities;
import pmuoracle.spec.Step;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Models;
import pmuoracle.spec.x86.X86Questions;
import pmuoracle.spec.x86.X86Step;

/** Together the programs of a filter ask about everything. */
final class FilterProgramsTest {
  private static FilterPrograms programs(ArchitectureKit kit, int count) {
    return new FilterPrograms(
        kit.of(kit.newest()).generator(Bias.SWEEP),
        kit.questionPrograms(),
        new Capabilities(() -> kit.of(kit.newest()).imperative()),
        5,
        count);
  }

  @Test
  void onArm64EveryEventThatCanOccurDoesOnce() {
    FilterPrograms programs = programs(ArchitectureKits.of(Arm64Models.V7_3.architecture()), 1);
    BitSet asked = new BitSet();
    for (long i = 0; i < programs.size(); i++) {
      for (Step step : programs.program(5, i).steps()) {
        if (step instanceof Arm64Step.Retire retire) {
          assertEquals(false, asked.get(retire.event()));
          asked.set(retire.event());
        }
      }
    }
    assertEquals(0x1_0000 - 2, asked.cardinality());
    assertEquals(0x1_0000, programs.questions(programs.size()));
  }

  @Test
  void onX86EveryEventAndEveryFixedCounterTheMachineHas() {
    ArchitectureKit kit = ArchitectureKits.of(X86Models.V7_3.architecture());
    FilterPrograms programs = programs(kit, 4);
    long program = 0;
    for (int filter = 1; filter <= 4; filter++) {
      BitSet asked = new BitSet();
      X86Machine machine = (X86Machine) programs.program(5, program).machine();
      int events = new X86Questions(machine.vendor()).events();
      long retired = 0;
      for (; program < programs.size() && programs.filters(program + 1) == filter; program++) {
        assertEquals(machine, programs.program(5, program).machine());
        for (Step step : programs.program(5, program).steps()) {
          if (step instanceof X86Step.Retire retire) {
            asked.set(X86Questions.of(retire.event()));
            retired++;
          }
        }
      }
      assertEquals(events, asked.cardinality());
      assertEquals(events + machine.fixed(), retired);
    }
    assertEquals(programs.size(), program);
  }

  @Test
  void whatIsPutInSomeOfTheProgramsIsCounted() {
    FilterPrograms programs = programs(ArchitectureKits.ALL.get(1), 3);
    long first = 0;
    while (programs.filters(first + 1) == 1) {
      first++;
    }
    assertEquals(0, programs.questions(0));
    assertEquals(0x1_0000, programs.questions(first));
    assertEquals(List.of(1, 2), List.of(programs.filters(first), programs.filters(first + 1)));
    assertEquals(3L << 16, programs.questions(programs.size()));
  }
}
