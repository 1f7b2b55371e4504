package pmuoracle.harness.system.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import pmuoracle.spec.Errno;
import pmuoracle.spec.Fault;
import pmuoracle.spec.arm64.Arm64Forms;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.form.Field;
import pmuoracle.spec.form.Form;
import pmuoracle.spec.form.Forms;
import pmuoracle.spec.form.Sort;
import pmuoracle.spec.x86.Emulated;
import pmuoracle.spec.x86.Privilege;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Forms;
import pmuoracle.spec.x86.X86Step;

/** The C header has the vocabulary's constants, with the numbers that go over the pipe. */
@SuppressWarnings("EnumOrdinal")
final class HeaderTest {
  private static final List<Forms> FORMS = List.of(X86Forms.ALL, Arm64Forms.ALL);

  private static String header() throws IOException {
    return Files.readString(Commands.FOLDER.resolve("pmu_oracle.h"));
  }

  private static String block(String head) throws IOException {
    String header = header();
    int at = header.indexOf(head + " {");
    assertTrue(at >= 0, head);
    return header.substring(at, header.indexOf("};", at));
  }

  /** Constants as {@code NAME=number}, without what all begin with. */
  private static List<String> constants(String name, String prefix) throws IOException {
    Matcher matcher =
        Pattern.compile("\\b" + prefix + "(\\w+) = (\\d+)").matcher(block("enum " + name));
    List<String> found = new ArrayList<>();
    while (matcher.find()) {
      found.add(matcher.group(1) + "=" + matcher.group(2));
    }
    return found;
  }

  private record Row(String name, String prefix, List<? extends Enum<?>> constants) {}

  @TestFactory
  Stream<DynamicTest> constantsHaveTheirPlaces() {
    return Stream.of(
            new Row("pmu_x86_step", "PMU_X86_", List.of(X86Step.Kind.values())),
            new Row("pmu_x86_register_kind", "PMU_X86_", List.of(Register.Kind.values())),
            new Row("pmu_x86_vendor", "PMU_", List.of(Vendor.values())),
            new Row("pmu_x86_privilege", "PMU_X86_", List.of(Privilege.values())),
            new Row("pmu_x86_emulated", "PMU_X86_", List.of(Emulated.values())),
            new Row("pmu_arm64_step", "PMU_ARM64_", List.of(Arm64Step.Kind.values())),
            new Row(
                "pmu_arm64_register_kind",
                "PMU_ARM64_",
                List.of(pmuoracle.spec.arm64.Register.Kind.values())),
            new Row("pmu_arm64_irqchip", "PMU_IRQCHIP_", List.of(Arm64Machine.Irqchip.values())),
            new Row("pmu_arm64_level", "PMU_", List.of(Level.values())))
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.name(),
                    () ->
                        assertEquals(
                            row.constants().stream()
                                .map(c -> c.name() + "=" + c.ordinal())
                                .toList(),
                            constants(row.name(), row.prefix()))));
  }

  @Test
  void observationsErrnosAndFaultsHaveTheirNumbers() throws IOException {
    assertEquals(
        Announcement.KINDS.stream().map(k -> k + "=" + Announcement.KINDS.indexOf(k)).toList(),
        constants("pmu_observation", "PMU_"));
    assertEquals(
        Stream.of(Errno.values()).map(e -> e + "=" + e.number()).toList(),
        constants("pmu_errno_number", "PMU_"));
    assertEquals(
        Stream.of(Fault.values())
            .map(f -> (f == Fault.NONE ? "NO_FAULT" : f.name()) + "=" + f.number())
            .toList(),
        constants("pmu_fault", "PMU_"));
  }

  @Test
  void machinesHaveTheirFieldsInOrder() throws IOException {
    for (Forms forms : FORMS) {
      Matcher matcher =
          Pattern.compile("uint64_t (\\w+);")
              .matcher(block("struct pmu_" + forms.architecture().id() + "_machine"));
      List<String> found = new ArrayList<>();
      while (matcher.find()) {
        found.add(matcher.group(1).replace('_', '-').toLowerCase(Locale.ROOT));
      }
      assertEquals(names(forms.machine()), found);
    }
  }

  private static List<String> names(Form<?> form) {
    return form.fields().stream().<String>map(Field::name).toList();
  }

  /** What follows each word in the table of the reader in C, as {@code word=rest}. */
  private static List<String> found(String regex, String name) throws IOException {
    Matcher matcher =
        Pattern.compile(regex.formatted(name))
            .matcher(Files.readString(Commands.FOLDER.resolve("pmu_oracle_main.c")));
    List<String> found = new ArrayList<>();
    while (matcher.find()) {
      found.add(matcher.group(1) + "=" + matcher.group(2));
    }
    return found;
  }

  @Test
  void bodiesOfStepsHaveTheirWords() throws IOException {
    for (Forms forms : FORMS) {
      String prefix = "PMU_" + forms.architecture().name() + "_";
      assertEquals(
          forms.steps().stream()
              .map(form -> constant(form.name()) + "=" + bodyWords(form))
              .toList(),
          found("\\[%s(\\w+)\\] = \\{ (\\d+),", prefix));
    }
  }

  private static String constant(String verb) {
    return verb.replace('-', '_').toUpperCase(Locale.ROOT);
  }

  private static int bodyWords(Form<?> form) {
    return form.fields().stream()
        .filter(field -> field.sort() != Sort.VCPU)
        .mapToInt(field -> field.sort().words())
        .sum();
  }

  @Test
  void requestsHaveTheirWordsInOrder() throws IOException {
    List<String> fields =
        Stream.of(X86Forms.REQUEST, Arm64Forms.REQUEST)
            .flatMap(form -> names(form).stream().map(name -> name + "=" + form.place(name)))
            .map(word -> word.replace("events=6", "count=6"))
            .toList();
    assertEquals(fields, found("%s(\\w+) = (?:\\(\\w+\\))?word\\(step, (\\d)\\)", "\\t\\t\\."));
  }
}
