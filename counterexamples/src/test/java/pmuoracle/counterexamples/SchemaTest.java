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

  @Test
  void bothAcceptTheGoodFile() {
    assertEquals(List.of(), Schema.complaints(GOOD));
    assertEquals("a plain program", Corpus.READER.read("good.yaml", GOOD).title());
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
