package pmuoracle.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of bad input, with the whole of what is written about it. */
final class BadUsageTest {
  private static final String VERBS =
      "expected one of fuzz, identify, compare, exhaust, sweep, ask, replay, shrink, prove, diff, models, rules, invariants, systems";
  private static final String SEE_FUZZ = "; see pmu-oracle fuzz --help";
  private static final String NOT_REGULAR =
      ": is a pipe, a socket or a device; expected a YAML file, or - for standard input";
  private static final String HEAD = "title: t\nmodel: x86/7.3\n";
  private static final String MACHINE =
      "machine: {vendor: intel, general-purpose: 8, fixed: 3, vcpus: 1}\n";
  private static final String STEPS = HEAD + MACHINE + "steps:\n";

  @TempDir private Path folder;

  /**
   * Words as on the command line, and the line on the standard error; {@code @} is the folder of
   * the test.
   */
  private record Row(String words, String message) {
    private String[] arguments(Path folder) {
      return Arrays.stream(words.split(" "))
          .map(w -> w.equals("''") ? "" : at(w, folder))
          .toArray(String[]::new);
    }

    private String error(Path folder) {
      return "pmu-oracle: " + at(message, folder) + System.lineSeparator();
    }

    private static String at(String text, Path folder) {
      return text.replace("@", folder.toString());
    }
  }

  private static final List<Row> USAGE =
      List.of(
          new Row(
              "fuzzz",
              "unknown verb 'fuzzz'; " + VERBS + "; did you mean 'fuzz'?; see pmu-oracle --help"),
          new Row("frobnicate", "unknown verb 'frobnicate'; " + VERBS + "; see pmu-oracle --help"),
          new Row(
              "models --fromat json",
              "unknown option '--fromat'; expected one of --format, --help, --version;"
                  + " did you mean '--format'?; see pmu-oracle models --help"),
          new Row(
              "models --format xml",
              "--format: found 'xml'; expected text or json; see pmu-oracle models --help"),
          new Row(
              "ask a b",
              "found the argument 'b' as well; expected no more; see pmu-oracle ask --help"),
          new Row("ask", "missing required parameter: 'PROGRAM'; see pmu-oracle ask --help"),
          new Row(
              "shrink @/good.yaml",
              "missing required option: '--system=SYSTEM'; see pmu-oracle shrink --help"),
          new Row("sweep --filters 0", "--filters 0; expected at least 1"),
          new Row("sweep --threads 0", "--threads 0; expected 1 to 1024"),
          new Row(
              "sweep --system canary --filters 1000001",
              "--filters 1000001; expected at most 1000000 for a system that is asked by programs"),
          new Row(
              "sweep --system defect:X09 --model arm64/7.3",
              "defect:X09 is a defect of x86/7.3; the model is arm64/7.3"),
          new Row(
              "fuzz --for banana",
              "--for: 'banana' is no time; expected a number and ms, s, m or h, such as 60s"
                  + SEE_FUZZ),
          new Row(
              "fuzz --for -5s",
              "--for: '-5s' is no time; expected a number and ms, s, m or h, such as 60s"
                  + SEE_FUZZ),
          new Row("fuzz --for 0s", "--for: found '0s'; expected 1ms to 8760h" + SEE_FUZZ),
          new Row(
              "fuzz --for 999999999h",
              "--for: found '999999999h'; expected 1ms to 8760h" + SEE_FUZZ),
          new Row(
              "fuzz --seed -1",
              "--seed: '-1' is no seed; expected 64 bits, decimal or 0x hexadecimal" + SEE_FUZZ),
          new Row(
              "fuzz --seed 0x1ffffffffffffffff",
              "--seed: '0x1ffffffffffffffff' is no seed; expected 64 bits, decimal or 0x hexadecimal"
                  + SEE_FUZZ),
          new Row(
              "fuzz --seed 0x+5",
              "--seed: '0x+5' is no seed; expected 64 bits, decimal or 0x hexadecimal" + SEE_FUZZ),
          new Row("fuzz --threads 0", "--threads 0; expected 1 to 1024"),
          new Row("fuzz --threads 1025", "--threads 1025; expected 1 to 1024"),
          new Row(
              "fuzz --threads two",
              "--threads: 'two' is no number here; expected a decimal one from 0 to 2147483647"
                  + SEE_FUZZ),
          new Row(
              "fuzz --threads 4294967297",
              "--threads: '4294967297' is no number here; expected a decimal one from 0 to 2147483647"
                  + SEE_FUZZ),
          new Row("fuzz --programs 0", "--programs 0; expected at least 1"),
          new Row(
              "fuzz --programs -1",
              "--programs: '-1' is no number here; expected a decimal one from 0 to 9223372036854775807"
                  + SEE_FUZZ),
          new Row(
              "fuzz --claims-every -1",
              "--claims-every: '-1' is no number here; expected a decimal one from 0 to 9223372036854775807"
                  + SEE_FUZZ),
          new Row("exhaust --threads 1025", "--threads 1025; expected 1 to 1024"),
          new Row(
              "sweep --filters -1",
              "--filters: '-1' is no number here; expected a decimal one from 0 to 9223372036854775807;"
                  + " see pmu-oracle sweep --help"),
          new Row("prove --threads 0", "--threads 0; expected 1 to 1024"),
          new Row("prove --threads 1025", "--threads 1025; expected 1 to 1024"),
          new Row("prove --z3-steps 0", "--z3-steps 0; expected at least 1"),
          new Row("prove --bitwuzla-steps 0", "--bitwuzla-steps 0; expected at least 1"),
          new Row("diff --longest 0", "--longest 0; expected 1 to 1000"),
          new Row("diff --longest 1001", "--longest 1001; expected 1 to 1000"),
          new Row(
              "fuzz --model x86/7.3 --system kernel:@/tree",
              "kernel:@/tree: there is no folder @/tree here, nor in one of PMU_ORACLE_TREES"),
          new Row(
              "replay --system kernel:@/tree @/good.yaml",
              "kernel:@/tree: there is no folder @/tree here, nor in one of PMU_ORACLE_TREES"),
          new Row(
              "replay --system process:a\nb --model x86/7.3 @/good.yaml",
              "system 'process:a\nb': expected an id on one line, without control characters or blanks"
                  + " at its end; a longer command can stand in a script"),
          new Row(
              "fuzz --programs many",
              "--programs: 'many' is no number here; expected a decimal one from 0 to 9223372036854775807"
                  + SEE_FUZZ),
          new Row("fuzz --programs 3 --for 3s", "--programs and --for exclude each other"),
          new Row(
              "fuzz --bias whol",
              "unknown bias 'whol'; expected one of whole, sweep, requests, short; did you mean 'whole'?"),
          new Row(
              "fuzz --system kvm --bias short",
              "--bias short: the running kernel is given requests only; expected --bias requests or"
                  + " none"),
          new Row(
              "fuzz --system model:x86/6.3 --system-model x86/6.3",
              "--system-model is of a system that only asking can tell; expected --system kvm,"
                  + " process:COMMAND or kernel:TREE"),
          new Row(
              "fuzz --arch x86 --without enter,hots-write",
              "--without hots-write: no kind of step; expected one of set-filter, write, read, enter,"
                  + " retire, emulate, enter-l2, leave-l2, host-read, host-write, reset, init,"
                  + " set-cpuid; did you mean 'host-write'?"),
          new Row(
              "compare model:x86/6.2 model:x86/6.9 --without chain",
              "--without chain: no kind of step; expected one of set-filter, write, read, enter,"
                  + " retire, emulate, enter-l2, leave-l2, host-read, host-write, reset, init, set-cpuid"),
          new Row(
              "fuzz --survey --claims-every 3",
              "--survey and --claims-every exclude each other: a survey looks for none"),
          new Row(
              "exhaust x86-filters --model x86/6.3 --model arm64/7.3",
              "arm64/7.3: nothing else that was asked for is of its architecture; expected scopes,"
                  + " models and a system of one"),
          new Row(
              "exhaust x86-filters arm64-calls --system defect:X09",
              "arm64-calls: nothing else that was asked for is of its architecture; expected scopes,"
                  + " models and a system of one"),
          new Row("fuzz --model x86/6.3 --arch arm64", "model x86/6.3; expected one of arm64"),
          new Row("sweep --system kvm --arch arm64", "system kvm is of x86; expected one of arm64"),
          new Row(
              "diff x86/6.3 x86/6.4 --observe hardware",
              "--observe hardware: nothing on x86 shows it; expected one of errno, fault, value,"
                  + " count"),
          new Row(
              "fuzz --programs 3 --model x86/7.33",
              "unknown model 'x86/7.33'; that version behaves as x86/7.3"),
          new Row(
              "fuzz --programs 3 --system imperativ",
              "unknown system 'imperativ'; expected 124 names; did you mean 'imperative'?"),
          new Row(
              "fuzz --programs 3 --system defect:X03",
              "unknown defect 'defect:X03'; left out: freeing a list that is still read needs two"
                  + " CPUs at once"),
          new Row(
              "fuzz --programs 3 --system defect:A31",
              "unknown defect 'defect:A31'; left out: how the host divides its counters is not"
                  + " modelled"),
          new Row(
              "fuzz --programs 3 --system defect:X17 --model arm64/7.3",
              "defect:X17 is a defect of x86/7.3; the model is arm64/7.3"),
          new Row(
              "fuzz --programs 3 --system kvm --model arm64/7.3",
              "system kvm is driven on x86 only; the model is arm64/7.3"),
          new Row(
              "fuzz --programs 3 --out @/good.yaml",
              "@/good.yaml: cannot be written; expected a folder that exists, or whose parent can"
                  + " be written"),
          new Row(
              "fuzz --programs 3000 --system defect:X17 --out @/good.yaml/found",
              "@/good.yaml/found: cannot be written; expected a folder that exists, or whose parent"
                  + " can be written"),
          new Row(
              "fuzz --out ''",
              "--out: found an empty path; expected that of a file or folder" + SEE_FUZZ));

  private static final List<Row> FILES =
      List.of(
          new Row("ask @/none.yaml", "@/none.yaml: no such file"),
          new Row("replay @/good.yaml @/none.yaml", "@/none.yaml: no such file"),
          new Row("shrink --system canary @/none.yaml", "@/none.yaml: no such file"),
          new Row("ask @/pipe.yaml", "@/pipe.yaml" + NOT_REGULAR),
          new Row("replay @/pipes", "@/pipes/pipe.yaml" + NOT_REGULAR),
          new Row("shrink --system canary /dev/zero", "/dev/zero" + NOT_REGULAR),
          new Row("diff --model x86/7.3 /dev/zero /dev/zero", "/dev/zero" + NOT_REGULAR),
          new Row(
              "diff --model x86/7.3 @/bare @/bare", "@/bare: is a directory; expected a YAML file"),
          new Row(
              "diff --model x86/7.3 @/binary.yaml @/good.yaml",
              "@/binary.yaml: byte 5 is not UTF-8; expected a YAML text in UTF-8"),
          new Row(
              "shrink --system canary @/large.yaml",
              "@/large.yaml: found 104857600 bytes; expected at most 4194304 (4 MiB)"),
          new Row("ask @/bare", "@/bare: is a directory; expected a YAML file"),
          new Row("replay @/bare", "@/bare: a folder without .yaml files; expected at least one"),
          new Row(
              "replay @/silent.yaml",
              "@/silent.yaml: no step says what is expected; expected an 'expect', or --model or"
                  + " --system"),
          new Row(
              "ask --model x86/7.33 @/good.yaml",
              "unknown model 'x86/7.33'; that version behaves as x86/7.3"),
          new Row(
              "ask --model arm64/7.3 @/good.yaml",
              "@/good.yaml: machine: arm64/7.3 is a model of arm64; the machine is x86"),
          new Row(
              "replay --system imperativ @/good.yaml",
              "unknown system 'imperativ'; expected 124 names; did you mean 'imperative'?"),
          new Row(
              "shrink --system defect:Z9 @/good.yaml",
              "unknown defect 'defect:Z9'; expected 124 names; did you mean 'defect:X09'?"),
          new Row(
              "ask @/empty.yaml",
              "@/empty.yaml: the file is empty; expected a mapping that begins with title"),
          new Row(
              "ask @/binary.yaml",
              "@/binary.yaml: byte 5 is not UTF-8; expected a YAML text in UTF-8"),
          new Row(
              "ask @/control.yaml",
              "@/control.yaml:1:5: found the control character 0x00; expected a YAML text"),
          new Row(
              "ask @/large.yaml",
              "@/large.yaml: found 104857600 bytes; expected at most 4194304 (4 MiB)"),
          new Row("ask @/deep.yaml", "@/deep.yaml:1:51: nested deeper than 50 levels"),
          new Row(
              "ask @/deeper.yaml",
              "@/deeper.yaml:1:65537: the line is longer than 65536 characters"),
          new Row(
              "ask @/malformed.yaml",
              "@/malformed.yaml:2:6: not YAML: expected ',' or ']', but got : (while parsing a flow"
                  + " sequence)"),
          new Row(
              "ask @/model.yaml",
              "@/model.yaml:2:8: model: found 'x86/7.33'; expected a model, 29 names; did you mean"
                  + " 'x86/7.3'?"),
          new Row(
              "ask @/key.yaml",
              "@/key.yaml:1:1: unknown key 'titel'; expected one of title, model, rules, flags,"
                  + " explanation, machine, steps, differs, agrees, origin; did you mean 'title'?"),
          new Row(
              "ask @/type.yaml",
              "@/type.yaml:5:17: step 1, set-filter: found 'hello'; expected a mapping with keys"
                  + " action, flags, bitmap, nevents, pad, readable, events"),
          new Row(
              "ask @/range.yaml",
              "@/range.yaml:3:53: machine, fixed: found '99'; expected a number from 0 to 16,"
                  + " decimal or hexadecimal with 0x"),
          new Row(
              "ask @/counter.yaml",
              "@/counter.yaml:5:17: step 1, read, msr: found 'IA32_PMC9'; expected a register of this"
                  + " machine, 31 names; did you mean 'IA32_PMC0'?"),
          new Row(
              "ask @/twice.yaml", "@/twice.yaml:3:1: key 'title' again; expected each key once"));

  @BeforeEach
  void files() throws IOException, InterruptedException {
    write(
        "good.yaml",
        STEPS + "  - set-filter: {action: deny, events: []}\n    expect: {errno: 0}\n");
    write("silent.yaml", STEPS + "  - set-filter: {action: deny, events: []}\n");
    write("empty.yaml", "");
    write("control.yaml", "\177ELF\0\0");
    Files.write(folder.resolve("binary.yaml"), new byte[] {'a', ':', ' ', 'b', (byte) 0xff, 0});
    write("deep.yaml", "[".repeat(60) + "]".repeat(60));
    write("deeper.yaml", "[".repeat(100_000));
    write("malformed.yaml", "title: [t\nmodel: x\n");
    write("model.yaml", "title: t\nmodel: x86/7.33\n");
    write("key.yaml", STEPS.replace("title", "titel"));
    write("type.yaml", STEPS + "  - set-filter: hello\n");
    write("range.yaml", STEPS.replace("fixed: 3", "fixed: 99"));
    write("counter.yaml", STEPS + "  - read: {msr: IA32_PMC9}\n");
    write("twice.yaml", HEAD + HEAD + MACHINE);
    Files.createDirectory(folder.resolve("bare"));
    pipe(folder.resolve("pipe.yaml"));
    pipe(Files.createDirectory(folder.resolve("pipes")).resolve("pipe.yaml"));
    try (RandomAccessFile sparse =
        new RandomAccessFile(folder.resolve("large.yaml").toFile(), "rw")) {
      sparse.setLength(100L << 20);
    }
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
  }

  private static void pipe(Path place) throws IOException, InterruptedException {
    assertEquals(0, new ProcessBuilder("mkfifo", place.toString()).inheritIO().start().waitFor());
  }

  @TestFactory
  Stream<DynamicTest> badUsageIsRefusedInOneLine() {
    return USAGE.stream().map(this::refused);
  }

  @TestFactory
  Stream<DynamicTest> badFilesAreRefusedWithTheirPlace() {
    return FILES.stream().map(this::refused);
  }

  private DynamicTest refused(Row row) {
    return DynamicTest.dynamicTest(
        row.words(),
        () -> {
          List<Path> before = tree();
          Invocation made = Invocation.of(row.arguments(folder));
          assertEquals(row.error(folder), made.err());
          assertEquals("", made.out());
          assertEquals(ExitCode.BAD_INPUT, made.code());
          assertEquals(before, tree(), "nothing is left behind");
        });
  }

  @Test
  void anArgumentIsNoFileOfArguments() throws IOException {
    write("arguments", "models");
    String argument = "@" + folder.resolve("arguments");
    assertEquals(
        "pmu-oracle: unknown verb '" + argument + "'; " + VERBS + "; see pmu-oracle --help\n",
        Invocation.of(argument).err());
  }

  private List<Path> tree() throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.sorted().toList();
    }
  }
}
