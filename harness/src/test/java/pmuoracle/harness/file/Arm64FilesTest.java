package pmuoracle.harness.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.Generator;
import pmuoracle.harness.generate.arm64.Arm64Generator;
import pmuoracle.spec.BadInput;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.FilterRequest;

class Arm64FilesTest {
  static final List<Arm64Model> MODELS = Arm64Models.ALL;
  private static final String GOOD =
      """
      title: a title
      model: arm64/7.3
      machine: {host-version: 6, vm-version: 5, counters: 2, vcpus: 2, nested: true}
      steps:
        - set-filter: {vcpu: 1, base: 0x8, nevents: 1, action: deny}
          expect: {errno: 0}
        - select-pmu: {pmu: 0}
          expect: {errno: 0}
        - init: {interrupt: true}
          expect: {errno: 0}
        - run: {}
          expect: {errno: 0}
        - host-write: {register: PMEVTYPER1_EL0, value: 8}
        - write: {register: MDCR_EL2, value: 2}
          expect: {fault: none}
        - sw-incr: {mask: 3}
          expect: {counts: {ev0: 0}}
        - go: {level: el1}
          expect: {fault: trapped}
        - load: {}
          expect: {hardware: {typer0: 0, typer1: 8, ccfiltr: 0}}
        - retire: {event: 0x8, times: 100}
          expect: {counts: {cycles: 0}}
      """;

  private static String refusal(String text) {
    return assertThrows(BadInput.class, () -> Arm64Files.READER.read("a.yaml", text)).getMessage();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          arm64/7.3      | arm64/7.4       | 2:8: model: found 'arm64/7.4'; expected a model, one of arm64/5.10, arm64/6.1, arm64/6.8, arm64/6.12, arm64/architecture, arm64/direct-v4, arm64/direct-v5, arm64/direct-v6, arm64/direct-v7, arm64/direct-v8, arm64/remap, arm64/7.3; did you mean 'arm64/7.3'?
          arm64/7.3      | arm64/6.8       | 3:10: machine: arm64/6.8 has no nested guests
          counters: 2    | counter: 2      | 3:43: machine: unknown key 'counter'; expected one of host-version, vm-version, counters, vcpus, nested, hardware-el3, guest-el3, guest-el2, impdef-traps, pmu, strict, irqchip, pmus, fine-grained-traps, ceid0, ceid1; did you mean 'counters'?
          counters: 2    | counters: 32    | 3:53: machine, counters: found '32'; expected a number from 1 to 31, decimal or hexadecimal with 0x
          counters: 2    | irqchip: gic    | 3:52: machine, irqchip: found 'gic'; expected one of none, uninitialised, ready
          counters: 2    | guest-el3: no   | 3:54: machine, guest-el3: found 'no'; expected true or false
          counters: 2    | guest-el3: false | 3:10: machine: a nested guest is always told that it has EL3
          counters: 2    | pmus: 3         | 3:49: machine, pmus: found '3'; expected a number from 1 to 2, decimal or hexadecimal with 0x
          counters: 2    | ceid0: -1       | 3:50: machine, ceid0: found '-1'; expected a number from 0 to 0xffffffffffffffff, decimal or hexadecimal with 0x
          host-version: 6 | host-version: 3 | 3:10: machine: host-version 3; expected 1, 4, 5, 6, 7, 8 or 9
          host-version: 6 | host-version: 4 | 3:10: machine: vm-version 5 above the host's limit 4
          vm-version: 5  | vm-version: 7   | 3:10: machine: vm-version 7; expected 1, 4, 5 or 6
          set-filter:    | set-fliter:     | 5:5: step 1: unknown key 'set-fliter'; expected one of set-filter, select-pmu, init, run, write, read, host-write, sw-incr, go, load, retire, expect; did you mean 'set-filter'?
          base: 0x8      | base: 0x10000   | 5:33: step 1, set-filter, base: found '0x10000'; expected a number from 0 to 65535, decimal or hexadecimal with 0x
          "base: 0x8, "  | ""              | 5:17: step 1, set-filter: no key 'base'; expected it with the first event of the range
          "nevents: 1, " | ""              | 5:17: step 1, set-filter: no key 'nevents'; expected it with how many events
          ", action: deny" | ""            | 5:17: step 1, set-filter: no key 'action'; expected it with an action
          action: deny   | action: denied  | 5:58: step 1, set-filter, action: found 'denied'; expected a number of 8 bits or an action, one of allow, deny
          action: deny   | action: 256     | 5:58: step 1, set-filter, action: found '256'; expected a number from 0 to 255, decimal or hexadecimal with 0x
          action: deny   | "action: deny, readable: 9" | 5:74: step 1, set-filter, readable: found '9'; expected a number from 0 to 8, decimal or hexadecimal with 0x
          action: deny   | "action: deny, pad: 0x1000000" | 5:69: step 1, set-filter, pad: found '0x1000000'; expected a number from 0 to 0xffffff, decimal or hexadecimal with 0x
          action: deny   | "action: deny, group: pmu" | 5:71: step 1, set-filter, group: found 'pmu'; expected a number from 0 to 0xffffffff, decimal or hexadecimal with 0x
          action: deny   | "action: deny, memory: 0" | 5:72: step 1, set-filter, memory: found '0'; expected true or false
          vcpu: 1        | vcpu: 2         | 5:24: step 1, set-filter, vcpu: found '2'; expected a number from 0 to 1, decimal or hexadecimal with 0x
          {pmu: 0}       | "{}"            | 7:17: step 2, select-pmu: no key 'pmu'; expected it with a hardware PMU's number
          interrupt: true | irq: true      | 9:12: step 3, init: unknown key 'irq'; expected one of interrupt, vcpu
          interrupt: true | interrupt: 1   | 9:23: step 3, init, interrupt: found '1'; expected true or false
          PMEVTYPER1     | PMEVTYPER2      | 13:28: step 5, host-write, register: found 'PMEVTYPER2_EL0'; expected a type register of this machine, one of PMEVTYPER0_EL0, PMEVTYPER1_EL0, PMCCFILTR_EL0; did you mean 'PMEVTYPER1_EL0'?
          PMEVTYPER1     | PMEVCNTR1       | 13:28: step 5, host-write, register: found 'PMEVCNTR1_EL0'; expected a type register of this machine, one of PMEVTYPER0_EL0, PMEVTYPER1_EL0, PMCCFILTR_EL0; did you mean 'PMEVTYPER1_EL0'?
          MDCR_EL2       | MDCR_EL1        | 14:23: step 6, write, register: found 'MDCR_EL1'; expected a register, 73 names; did you mean 'MDCR_EL2'?
          "register: MDCR_EL2, " | ""      | 14:12: step 6, write: no key 'register'; expected it with a register's name
          ", value: 2"   | ""              | 14:12: step 6, write: no key 'value'; expected it with a number
          mask: 3        | mask: x         | 16:21: step 7, sw-incr, mask: found 'x'; expected a number from 0 to 0xffffffffffffffff, decimal or hexadecimal with 0x
          {ev0: 0}       | {ev2: 0}        | 17:23: step 7, sw-incr, expect, counts: unknown key 'ev2'; expected one of ev0, ev1, cycles; did you mean 'ev0'?
          level: el1     | level: el3      | 18:17: step 8, go, level: found 'el3'; expected one of el0, el1, vel2; did you mean 'el0'?
          {level: el1}   | "{}"            | 18:9: step 8, go: no key 'level'; expected it with el0, el1 or vel2
          trapped        | trap            | 19:21: step 8, go, expect, fault: found 'trap'; expected a fault or unknown, one of none, gp, ud, trapped
          ", ccfiltr: 0" | ""              | 21:24: step 9, load, expect, hardware: no key 'ccfiltr'; expected it with a number or unknown
          event: 0x8     | event: 0x1e     | 22:13: step 10, retire: event 0x1e; expected 16 bits, neither 0x0 nor 0x1e
          event: 0x8     | event: 0x10008  | 22:21: step 10, retire, event: found '0x10008'; expected a number from 0 to 65535, decimal or hexadecimal with 0x
          "event: 0x8, " | ""              | 22:13: step 10, retire: no key 'event'; expected it with an event number
          ", times: 100" | ""              | 22:13: step 10, retire: no key 'times'; expected it with how often it occurs
          times: 100     | times: 0        | 22:33: step 10, retire, times: found '0'; expected a number from 1 to 0xffffffff, decimal or hexadecimal with 0x
          """)
  void aMistakeIsToldWithItsPlace(String good, String bad, String message) {
    String text = GOOD.replace(good, bad);
    assertNotEquals(GOOD, text);
    assertEquals("a.yaml:" + message, refusal(text));
  }

  @Test
  void virtualEl2NeedsANestedMachine() {
    String text = GOOD.replace(", nested: true", "").replace("level: el1", "level: vel2");
    assertEquals("a.yaml:18:9: step 8, go: level vel2; the machine is not nested", refusal(text));
  }

  @Test
  void theGoodFileIsGood() {
    ProgramFile file = Arm64Files.READER.read("a.yaml", GOOD);
    assertEquals(10, file.program().steps().size());
    assertEquals(file, Arm64Files.READER.read("b.yaml", Arm64Files.WRITER.text(file)));
  }

  @Test
  void whatIsLeftOutHasItsPlainValue() {
    ProgramFile file =
        Arm64Files.READER.read(
            "a.yaml",
            "{title: t, model: arm64/7.3, machine: {}, steps: ["
                + "set-filter: {base: 8, nevents: 0, action: 7}, init: {}]}");
    assertEquals(Arm64Machine.plain(false), file.program().machine());
    assertEquals(
        List.of(new Arm64Step.SetFilter(0, FilterRequest.of(8, 0, 7)), new Arm64Step.Init(0, true)),
        file.program().steps());
    assertEquals(Optional.empty(), file.expected());
  }

  @ParameterizedTest
  @FieldSource("MODELS")
  void whatIsWrittenReadsBack(Arm64Model model) {
    for (Bias bias : Bias.PRESETS) {
      Generator generator = new Arm64Generator(model, bias);
      SplittableRandom seeds = new SplittableRandom(11);
      for (int i = 0; i < 40; i++) {
        ProgramFile file =
            new ProgramFile(
                "a program",
                model,
                List.of(),
                List.of(),
                Optional.empty(),
                generator.program(seeds.split()),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty());
        String text = Arm64Files.WRITER.text(file);
        ProgramFile back = Arm64Files.READER.read("a.yaml", text);
        assertEquals(file, back);
        assertEquals(text, Arm64Files.WRITER.text(back));
      }
    }
  }
}
