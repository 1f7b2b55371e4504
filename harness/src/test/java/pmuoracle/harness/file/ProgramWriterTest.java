package pmuoracle.harness.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Models;

class ProgramWriterTest {
  private static final String EXCLUDE_WINS =
      """
      title: an exclude entry wins over an include entry with the same event select
      model: x86/6.3
      rules: [X86-EXCLUDE-WINS]
      flags: [masked, verdict]
      machine: {vendor: intel, general-purpose: 8, fixed: 3, vcpus: 1}
      steps:
        - set-filter: {action: allow, flags: masked, events: [0x7c000000000000d0, 0xff800000000083d0]}
          expect: {errno: 0}
        - write: {msr: IA32_PERFEVTSEL0, value: 0x4383d0}
          expect: {fault: none}
        - enter: {vcpu: 0}
        - retire: {event: 0x83d0, times: 100, privilege: kernel}
          expect: {counts: {gp0: 0}}
      differs: [defect:X09]
      origin: {by: fuzz, seed: 0x5eed, shrunk: 41 steps to 4}
      """;

  private static final String EVERYTHING =
      """
      title: "every step: and \\"every\\" field"
      model: x86/7.3
      explanation: |-
        First line.

        Second: line.
      machine: {vendor: intel, general-purpose: 1, fixed: 1, vcpus: 2, width: 64, tx-writable: true,
        mediated: true, unavailable-events: 0x7f, host-bits: 32}
      steps:
        - set-filter: {action: 7, flags: 0x80000000, bitmap: 0x00000001, nevents: 4294967295, pad: 0xffffffff,
            readable: 40, events: [0x003c, 0x0000000000010000, {value: 0xffffffffffffffff, times: 4}]}
          expect: {errno: EINVAL}
        - write: {vcpu: 1, msr: IA32_PERF_GLOBAL_CTRL, value: 0xffffffffffffffff}
          expect: {fault: gp}
        - read: {vcpu: 0, msr: IA32_A_PMC0}
          expect: {fault: unknown, value: 0x5}
        - enter: {vcpu: 1}
        - retire: {vcpu: 1, event: 0x00c0, times: 4294967295, privilege: user}
          expect: {counts: {gp0: 18446744073709551615, fixed0: 0}}
        - emulate: {vcpu: 0, what: branch, privilege: kernel}
          expect: {counts: unknown}
        - enter-l2: {vcpu: 0}
          expect: {fault: none}
        - leave-l2: {vcpu: 0, global-control: 0x1}
          expect: {fault: ud}
        - host-read: {vcpu: 0, msr: IA32_FIXED_CTR0}
          expect: {value: unknown}
        - host-write: {vcpu: 0, msr: IA32_PMC0, value: 0x0}
        - reset: {vcpu: 1}
      differs: ["process:./run --all, twice"]
      agrees: [kvm]
      origin: {by: "hand, twice", seed: 0xffffffffffffffff, index: 18446744073709551615}
      """;

  @ParameterizedTest
  @ValueSource(strings = {EXCLUDE_WINS, EVERYTHING})
  void aFileInTheWritersStyleReadsAndWritesBackToTheSameText(String text) {
    ProgramFile file = X86Files.READER.read("x.yaml", text);
    String written = X86Files.WRITER.text(file);
    assertEquals(file, X86Files.READER.read("written.yaml", written));
    assertEquals(written, X86Files.WRITER.text(X86Files.READER.read("written.yaml", written)));
  }

  @Test
  void theStyleIsTheReadmes() {
    assertEquals(EXCLUDE_WINS, X86Files.WRITER.text(X86Files.READER.read("x.yaml", EXCLUDE_WINS)));
  }

  @Test
  void runsOfFourAreShortAndOfThreeAreNot() {
    String text =
        "{title: t, model: x86/7.3, machine: {}, steps: [set-filter: {action: 0, events: [1, 1, 1,"
            + " {value: 2, times: 3}, 2, {value: 3, times: 1}]}]}";
    assertEquals(
        "  - set-filter: {action: allow, events: [0x0001, 0x0001, 0x0001, {value: 0x0002, times:"
            + " 4}, 0x0003]}",
        X86Files.WRITER.text(X86Files.READER.read("x.yaml", text)).lines().toList().get(4));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "a: b",
        "a #b",
        "'quoted'",
        "\"",
        "\\",
        "- a",
        "[a]",
        "{a}",
        "a, b",
        "a,  b",
        "123",
        "0x5",
        "null",
        "~",
        "yes",
        "é ü 漢 😀",
        "a:b",
        "*a",
        "&a",
        "!a",
        "%a",
        "@a",
        "`a",
        "| a",
        "a: ",
        "ends with:",
        "it's",
        "a — b",
        "\u00a0x\u00a0",
        "#",
        "?",
        "? a",
        "---"
      })
  void anyTextReadsBack(String text) {
    String stripped = text.strip();
    ProgramFile plain =
        ProgramFile.of("t", X86Models.V7_3, new GuestProgram(X86Machine.intel(8, 3), List.of()));
    ProgramFile file =
        new ProgramFile(
            stripped,
            plain.model(),
            List.of(),
            List.of(),
            Optional.of(stripped + "\n\n " + text),
            plain.program(),
            Optional.empty(),
            List.of("process:x" + text.strip()),
            List.of(),
            Optional.of(
                new Origin(
                    stripped,
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    Optional.of((stripped + ", ").repeat(40) + "x"))));
    ProgramFile expected = X86Files.READER.read("x.yaml", X86Files.WRITER.text(file));
    assertEquals(file.title(), expected.title());
    assertEquals(file.explanation().map(String::strip), expected.explanation());
    assertEquals(file.differs(), expected.differs());
    assertEquals(file.origin(), expected.origin());
  }
}
