package pmuoracle.harness.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a new kind of step costs: the compiler names each place that has to say something of it.
 * Error Prone names arm64's implementation beside them, whose switch is a statement; that each kind
 * is generated, and that C header, schema and protocol have it, are tests of their own.
 */
final class NewStepKindTest {
  @TempDir Path classes;

  @Test
  void onX86TheCompilerNamesEveryPlace() throws IOException {
    assertEquals(
        List.of(
            "harness/jqwik/x86/X86StepArbitraries.java",
            "harness/system/imperative/x86/X86Imperative.java",
            "oracle/step/x86/Action.java",
            "oracle/step/x86/X86StepTable.java",
            "spec/x86/X86Forms.java",
            "spec/x86/X86Machine.java"),
        places("x86/X86Step.java", "SET_CPUID(\"set-cpuid\");", "X86Step"));
  }

  @Test
  void onArm64TheCompilerNamesEveryPlace() throws IOException {
    assertEquals(
        List.of(
            "harness/jqwik/arm64/Arm64StepArbitraries.java",
            "oracle/step/arm64/Action.java",
            "oracle/step/arm64/Arm64StepTable.java",
            "spec/arm64/Arm64Forms.java",
            "spec/arm64/Arm64Machine.java"),
        places("arm64/Arm64Step.java", "RETIRE(\"retire\");", "Arm64Step"));
  }

  /**
   * The files that do not compile once there is another kind of step.
   *
   * @param file where the kinds are
   * @param last the constant behind which there is another one
   * @param steps the steps' type
   */
  private List<String> places(String file, String last, String steps) throws IOException {
    Path changed = Path.of("../spec/src/main/java/pmuoracle/spec").resolve(file);
    String before = Files.readString(changed);
    String record =
        "record Toy(int vcpu) implements %s { @Override public Kind kind() { return Kind.TOY; } }"
            .formatted(steps);
    String after =
        before
            .replace(last, last.replace(';', ',') + " TOY(\"toy\");")
            .replaceFirst("(?s)}\\s*$", record + "}");
    assertNotEquals(before, after);
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<JavaFileObject> sources = new ArrayList<>();
      sources.add(new Source(changed, after));
      files.getJavaFileObjectsFromPaths(sources(changed)).forEach(sources::add);
      compiler
          .getTask(
              null,
              files,
              found,
              List.of(
                  "-proc:none",
                  // Not only the first place.
                  "-XDshould-stop.ifError=FLOW",
                  "-Xmaxerrs",
                  "1000",
                  "-d",
                  classes.toString(),
                  "-cp",
                  System.getProperty("java.class.path")),
              null,
              sources)
          .call();
    }
    return named(found);
  }

  private static List<String> named(DiagnosticCollector<JavaFileObject> found) {
    TreeSet<String> names = new TreeSet<>();
    for (Diagnostic<? extends JavaFileObject> problem : found.getDiagnostics()) {
      JavaFileObject source = problem.getSource();
      if (problem.getKind() == Diagnostic.Kind.ERROR && source != null) {
        names.add(source.toUri().getPath().replaceFirst(".*/java/pmuoracle/", ""));
      }
    }
    return List.copyOf(names);
  }

  private static List<Path> sources(Path but) throws IOException {
    List<Path> all = new ArrayList<>();
    for (String module : List.of("spec", "oracle", "harness")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
        files
            .filter(file -> file.toString().endsWith(".java") && !file.equals(but))
            .sorted()
            .forEach(all::add);
      }
    }
    return all;
  }

  /** A source that is in no file. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(Path path, String text) {
      super(URI.create(path.toUri().toString()), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreErrors) {
      return text;
    }
  }
}
