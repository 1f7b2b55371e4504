package pmuoracle.harness.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pmuoracle.spec.BadInput;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Step;

class ProgramReaderTest {
  private static final String GOOD =
      """
      title: a title
      model: x86/7.3
      rules: [X86-LISTED-DENIED]
      flags: [verdict]
      machine: {vendor: intel, general-purpose: 2, fixed: 1, vcpus: 1}
      steps:
        - set-filter: {action: deny, events: [0xc0]}
          expect: {errno: 0}
        - write: {msr: IA32_PERFEVTSEL0, value: 0x4200c0}
          expect: {fault: none}
        - retire: {event: 0xc0, times: 100, privilege: kernel}
          expect: {counts: {gp0: 0}}
      differs: [defect:X09]
      origin: {by: hand}
      """;

  static String refusal(String text) {
    return assertThrows(BadInput.class, () -> X86Files.READER.read("x.yaml", text)).getMessage();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          title: a title | titel: a title | 1:1: unknown key 'titel'; expected one of title, model, rules, flags, explanation, machine, steps, differs, agrees, origin; did you mean 'title'?
          title: a title | #               | 2:1: no key 'title'; expected it with a sentence
          title: a title | title:          | 1:7: title: found nothing; expected text
          title: a title | title: [a]      | 1:8: title: found a list; expected text
          flags: [ver    | title: a        | 4:1: key 'title' again; expected each key once
          x86/7.3        | x86/7.33        | 2:8: model: found 'x86/7.33'; expected a model, one of x86/rfc-v2, x86/review-2019, x86/review-2019-silent, x86/review-2019-short, x86/5.3, x86/5.10, x86/5.17, x86/5.18, x86/6.0, x86/6.2, x86/6.3, x86/6.4, x86/6.5, x86/6.8, x86/6.9, x86/7.0, x86/7.3; did you mean 'x86/7.3'?
          [X86-LISTED-DENIED] | [X86-LISTED-DENYED] | 3:9: rules, element 1: found 'X86-LISTED-DENYED'; expected a rule, 74 names; did you mean 'X86-LISTED-DENIED'?
          [verdict]      | [verdict, verdict] | 4:18: flags, element 2: found 'verdict' again; expected it once
          [verdict]      | verdict         | 4:8: flags: found 'verdict'; expected a list
          vendor: intel  | vendor: Intel   | 5:19: machine, vendor: found 'Intel'; expected one of intel, amd; did you mean 'intel'?
          vcpus: 1       | vcpus: 5        | 5:63: machine, vcpus: found '5'; expected a number from 1 to 4, decimal or hexadecimal with 0x
          vcpus: 1       | nested: yes     | 5:64: machine, nested: found 'yes'; expected true or false
          vcpus: 1       | global-control: false | 5:10: machine: fixed counters need global-control (PMU version 2)
          vcpus: 1       | host-bits: 33   | 5:10: machine: host-bits 33; expected 32 or 64
          vendor: intel, general-purpose: 2, fixed: 1 | vendor: amd, fixed: 1 | 5:10: machine: an AMD machine has no fixed counters
          model: x86/7.3 | "model: x86/6.4\\nagrees: [library:x]" | 3:10: agrees, element 1: found 'library:x'; expected a system: imperative, canary, kvm, defect:ID, model:ID, process:COMMAND or kernel:TREE
          action: deny   | action: reject  | 7:26: step 1, set-filter, action: found 'reject'; expected a number of 32 bits or an action, one of allow, deny
          action: deny   | action: 0x100000000 | 7:26: step 1, set-filter, action: found '0x100000000'; expected a number from 0 to 0xffffffff, decimal or hexadecimal with 0x
          deny, events: [0xc0] | deny, flags: maskd | 7:39: step 1, set-filter, flags: found 'maskd'; expected a number of 32 bits or a flag, one of masked; did you mean 'masked'?
          [0xc0]         | [0x10000000000000000] | 7:41: step 1, set-filter, events, element 1: found '0x10000000000000000'; expected a number from 0 to 0xffffffffffffffff, decimal or hexadecimal with 0x
          [0xc0]         | [-1]            | 7:41: step 1, set-filter, events, element 1: found '-1'; expected a number from 0 to 0xffffffffffffffff, decimal or hexadecimal with 0x
          [0xc0]         | [{value: 1, times: 1000}, {value: 2, times: 25}] | 7:40: step 1, set-filter, events: found more than 1024 events; expected at most that
          errno: 0       | errno: EINVALID | 8:21: step 1, set-filter, expect, errno: found 'EINVALID'; expected 0 for success, an error or unknown, one of 0, EPERM, EIO, ENXIO, E2BIG, EAGAIN, ENOMEM, EACCES, EFAULT, EBUSY, ENODEV, EINVAL, ENOTTY; did you mean 'EINVAL'?
          write:         | wriet:          | 9:5: step 2: unknown key 'wriet'; expected one of set-filter, write, read, enter, retire, emulate, enter-l2, leave-l2, host-read, host-write, reset, init, set-cpuid, expect; did you mean 'write'?
          - write:       | - enter: {} write: | 9:15: not YAML: expected <block end>, but found '<scalar>' (while parsing a block mapping)
          PERFEVTSEL0    | PERFEVTSEL2     | 9:18: step 2, write, msr: found 'IA32_PERFEVTSEL2'; expected a register of this machine, one of IA32_PERFEVTSEL0, IA32_PERFEVTSEL1, IA32_PMC0, IA32_PMC1, IA32_A_PMC0, IA32_A_PMC1, IA32_FIXED_CTR0, IA32_FIXED_CTR_CTRL, IA32_PERF_GLOBAL_CTRL, IA32_PERF_GLOBAL_STATUS, IA32_PERF_GLOBAL_OVF_CTRL; did you mean 'IA32_PERFEVTSEL0'?
          0x4200c0       | "'0x4200c0'"    | 9:43: step 2, write, value: found the text '0x4200c0'; expected a number from 0 to 0xffffffffffffffff, decimal or hexadecimal with 0x
          0x4200c0       | 1e3             | 9:43: step 2, write, value: found '1e3'; expected a number from 0 to 0xffffffffffffffff, decimal or hexadecimal with 0x
          0x4200c0       | 010             | 9:43: step 2, write, value: found '010'; expected a number from 0 to 0xffffffffffffffff, decimal or hexadecimal with 0x
          0x4200c0       | 1:30            | 9:43: step 2, write, value: found '1:30'; expected a number from 0 to 0xffffffffffffffff, decimal or hexadecimal with 0x
          fault: none    | faults: none    | 10:14: step 2, write, expect: unknown key 'faults'; expected one of fault; did you mean 'fault'?
          fault: none    | ""              | 10:13: step 2, write, expect: no key 'fault'; expected it with none, a fault's name or unknown
          "    expect: {fault: none}\\n" | "" | 9:5: step 2, write: no key 'expect' although other steps have it; expected it with fault
          event:         | evnt:           | 11:14: step 3, retire: unknown key 'evnt'; expected one of event, times, privilege, vcpu; did you mean 'event'?
          event: 0xc0    | event: 0x1000000c0 | 11:13: step 3, retire: event 0x1000000c0; expected bits of 0xffff
          times: 100     | times: 0        | 11:34: step 3, retire, times: found '0'; expected a number from 1 to 0xffffffff, decimal or hexadecimal with 0x
          kernel}        | kernel, vcpu: 1} | 11:64: step 3, retire, vcpu: found '1'; expected a number from 0 to 0, decimal or hexadecimal with 0x
          gp0: 0         | gp2: 0          | 12:23: step 3, retire, expect, counts: unknown key 'gp2'; expected one of gp0, gp1, fixed0; did you mean 'gp0'?
          {gp0: 0}       | none            | 12:22: step 3, retire, expect, counts: found 'none'; expected a mapping with keys gp0, gp1, fixed0
          {gp0: 0}       | {[a]: 0}        | 12:23: step 3, retire, expect, counts: found a key that is a mapping or a list; expected one of gp0, gp1, fixed0
          {by: hand}     | {seed: 5}       | 14:9: origin: no key 'by'; expected it with what made the file
          {by: hand}     | "{by: hand"     | 15:1: not YAML: expected ',' or '}', but got <stream end> (while parsing a flow mapping)
          """)
  void aMistakeIsToldWithItsPlace(String good, String bad, String message) {
    String text = GOOD.replace(good.replace("\\n", "\n"), bad.replace("\\n", "\n"));
    assertNotEquals(GOOD, text);
    assertEquals("x.yaml:" + message, refusal(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "title: a title | title: \"a\\e[2J\" | 1:8: title: found the control character U+001B",
        "title: a title | title: \"a\\Nb\" | 1:8: title: found the control character U+0085",
        "title: a title | title: \"a\\Lb\" | 1:8: title: found the control character U+2028",
        "{by: hand} | {by: \"\\x7f\"} | 14:14: origin, by: found the control character U+007F",
        "[verdict] | [verdict]\\nagrees: [\"process:\\u202eoyh\"] | 5:10: agrees, element 1: found"
            + " the control character U+202E",
      })
  void aTextIsWhatATerminalShows(String good, String bad, String message) {
    assertEquals(
        "x.yaml:" + message + "; expected text",
        refusal(GOOD.replace(good, bad.replace("\\n", "\n"))));
  }

  @Test
  void aStepMayNotBeTwo() {
    assertEquals(
        "x.yaml:7:5: step 1: found set-filter and enter; expected exactly one of set-filter, write,"
            + " read, enter, retire, emulate, enter-l2, leave-l2, host-read, host-write, reset,"
            + " init, set-cpuid",
        refusal(GOOD.replace("    expect: {errno: 0}", "    enter: {vcpu: 0}")));
  }

  @Test
  void aModelMayRefuseTheMachine() {
    assertEquals(
        "x.yaml:5:10: machine: x86/6.4 has no mediated PMU",
        refusal(GOOD.replace("7.3", "6.4").replace("vcpus: 1", "mediated: true")));
  }

  @Test
  void whatIsLeftOutHasItsPlainValue() {
    ProgramFile file =
        X86Files.READER.read(
            "x.yaml", "{title: t, model: x86/7.3, machine: {}, steps: [set-filter: {action: 7}]}");
    assertEquals(X86Machine.intel(8, 3), file.program().machine());
    assertEquals(List.of(new X86Step.SetFilter(FilterRequest.of(7, 0, 0))), file.program().steps());
    assertEquals(Optional.empty(), file.expected());
    assertEquals(Optional.empty(), file.origin());
    String amd = "{title: t, model: x86/7.3, machine: {vendor: amd}, steps: []}";
    assertEquals(X86Machine.amd(), X86Files.READER.read("x.yaml", amd).program().machine());
  }

  @Test
  void aCountThatIsNotNamedIsZeroAndOneMayBeUnknown() {
    String text = GOOD.replace("{gp0: 0}", "{gp1: 0x5, fixed0: unknown}");
    assertEquals(
        List.of(OptionalLong.of(0), OptionalLong.of(5), OptionalLong.empty()),
        X86Files.READER.read("x.yaml", text).expected().orElseThrow().get(2).cells());
  }
}
