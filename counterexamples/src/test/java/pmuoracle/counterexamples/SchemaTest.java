package pmuoracle.counterexamples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pmuoracle.spec.BadInput;

/** Schema and reader refuse the same files, as far as a schema can. */
class SchemaTest {
  private static final String GOOD =
      """
      title: a plain program
      model: x86/7.3
      rules: [X86-LISTED-DENIED]
      flags: [verdict]
      machine: {vendor: intel, general-purpose: 4, fixed: 3, vcpus: 1}
      steps:
        - set-filter: {action: deny, events: [0x00c0, {value: 0x0, times: 5}]}
          expect: {errno: 0}
        - retire: {event: 0xc0, times: 100, privilege: kernel}
          expect: {counts: {gp0: 0}}
      differs: [defect:X09]
      origin: {by: hand, seed: 0xffffffffffffffff}
      """;

  private static final String ARM64 =
      """
      title: a plain program
      model: arm64/direct-v8
      machine: {host-version: 7, vm-version: 6, counters: 1, vcpus: 2, nested: true}
      steps:
        - set-filter: {vcpu: 1, base: 0x8, nevents: 1, action: deny, pad: 1, readable: 8}
          expect: {errno: 0}
        - init: {vcpu: 0, interrupt: true}
          expect: {errno: 0}
        - write: {register: PMEVTYPER0_EL0, value: 0x8}
          expect: {fault: none}
        - go: {level: vel2}
          expect: {fault: none}
        - load: {vcpu: 0}
          expect: {hardware: {typer0: 0x8, ccfiltr: unknown}}
        - retire: {event: 0x11, times: 5}
          expect: {counts: {cycles: 5}}
      """;

  @Test
  void bothAcceptTheGoodFiles() {
    for (String good : List.of(GOOD, ARM64)) {
      assertEquals(List.of(), Schema.complaints(good));
      assertEquals("a plain program", Corpus.READER.read("good.yaml", good).title());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "host-version: 7 | host-version: 3",
        "vm-version: 6 | vm-version: 7",
        "counters: 1 | counters: 0",
        "counters: 1 | counters: 32",
        "counters: 1 | irqchip: gic",
        "counters: 1 | pmus: 3",
        "counters: 1 | strict: 1",
        "counters: 1 | ceid0: 0x10000000000000000",
        "counters: 1 | width: 48",
        "base: 0x8 | base: 0x10000",
        "base: 0x8, | ''",
        "action: deny | action: 256",
        "action: deny | action: reject",
        "pad: 1 | pad: 0x1000000",
        "pad: 1 | memory: 1",
        "readable: 8 | readable: 9",
        "readable: 8 | group: 0x100000000",
        "interrupt: true | interrupt: 1",
        "PMEVTYPER0_EL0 | PMEVTYPER0_EL1",
        "level: vel2 | level: el2",
        "typer0: 0x8 | typer31: 0x8",
        "', ccfiltr: unknown' | ''",
        "hardware: | counts:",
        "event: 0x11 | event: 0x10000",
        "times: 5 | times: 0",
        "cycles: 5 | cycle: 5",
        "cycles: 5 | gp0: 5",
        "retire: | enter:",
      })
  void bothRefuseOnArm64(String good, String bad) {
    String text = ARM64.replace(good, bad == null ? "" : bad);
    assertNotEquals(ARM64, text);
    assertThrows(BadInput.class, () -> Corpus.READER.read("bad.yaml", text));
    assertNotEquals(List.of(), Schema.complaints(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "title: a plain program | ''",
        "title: a plain program | titel: a plain program",
        "title: a plain program | title: ''",
        "model: x86/7.3 | model: 7.3",
        "[X86-LISTED-DENIED] | [X86-LISTED-DENIED, X86-LISTED-DENIED]",
        "[X86-LISTED-DENIED] | [listed denied]",
        "[verdict] | [verdikt]",
        "[verdict] | verdict",
        "vendor: intel | vendor: via",
        "general-purpose: 4 | general-purpose: 9",
        "vcpus: 1 | vcpus: 0",
        "vcpus: 1 | width: 31",
        "vcpus: 1 | host-bits: 48",
        "vcpus: 1 | mediated: 1",
        "vcpus: 1 | color: red",
        "action: deny, | ''",
        "action: deny | action: 0x100000000",
        "action: deny | action: deny, flags: 0x100000000",
        "action: deny | action: deny, bitmap: -1",
        "action: deny | action: deny, readable: 0x8000000000000000",
        "0x00c0 | 0x10000000000000000",
        "0x00c0 | -1",
        "0x00c0 | 'yes'",
        "times: 5 | times: 0",
        "times: 5 | times: 1025",
        "set-filter: | set-filters:",
        "errno: 0 | errno: EINVALID",
        "errno: 0 | fault: none",
        "times: 100 | times: 0",
        "times: 100, | ''",
        "times: 100 | times: 4294967296",
        "privilege: kernel | privilege: hypervisor",
        "gp0: 0 | gp9: 0",
        "gp0: 0 | gp0: -1",
        "counts: {gp0: 0} | counts: 0",
        "[defect:X09] | [defect:]",
        "[defect:X09] | [imperativ]",
        "by: hand, | ''",
        "0xffffffffffffffff | 0x10000000000000000",
      })
  void bothRefuse(String good, String bad) {
    String text = GOOD.replace(good, bad == null ? "" : bad);
    assertNotEquals(GOOD, text);
    assertThrows(BadInput.class, () -> Corpus.READER.read("bad.yaml", text));
    assertNotEquals(List.of(), Schema.complaints(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x86/7.3 | x86/7.4",
        "X86-LISTED-DENIED | X86-LISTED-DENIEDS",
        "action: deny | action: reject",
        "event: 0xc0 | event: 0x1000000c0",
        "general-purpose: 4 | general-purpose: 4, global-control: false",
        "gp0: 0 | gp4: 0",
        "times: 100 | times: 0100",
        "times: 100 | times: 1_00",
      })
  void theReaderRefusesWhatNeedsAModelOrAMachineOrTheSpelling(String good, String bad) {
    String text = GOOD.replace(good, bad);
    assertNotEquals(GOOD, text);
    assertThrows(BadInput.class, () -> Corpus.READER.read("bad.yaml", text));
    assertEquals(List.of(), Schema.complaints(text));
  }
}
