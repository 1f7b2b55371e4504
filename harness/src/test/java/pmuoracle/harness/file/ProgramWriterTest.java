package pmuoracle.harness.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

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

  @Test
  void aFileInTheWritersStyleReadsAndWritesBackToTheSameText() {
    ProgramFile file = X86Files.READER.read("x.yaml", EXCLUDE_WINS);
    assertEquals(EXCLUDE_WINS, X86Files.WRITER.text(file));
  }
}
