package pmuoracle.counterexamples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.sourceforge.pmd.cpd.CPDConfiguration;
import net.sourceforge.pmd.cpd.CpdAnalysis;
import net.sourceforge.pmd.cpd.Mark;
import net.sourceforge.pmd.cpd.Match;
import net.sourceforge.pmd.lang.java.JavaLanguageModule;
import org.junit.jupiter.api.Test;

/**
 * No two places of one side are equal after renaming, but for those that {@code copies.txt} lists.
 * The encoding and the implementation are never compared with each other: they say the same on
 * purpose.
 */
class CopiesTest {
  /** More lines than these are a copy. */
  private static final int LINES = 10;

  /** Fewer tokens on so many lines are a table's: a name and a comma on each. */
  private static final int TOKENS = 70;

  private static final Path EXCEPTIONS = Path.of("copies.txt");

  /** Java files that may share code. */
  private record Side(String folder, Predicate<Path> has) {
    Side(String folder) {
      this(folder, file -> true);
    }

    List<Path> files() throws IOException {
      try (Stream<Path> all = Files.walk(Path.of("..").resolve(folder))) {
        return all.filter(file -> file.toString().endsWith(".java"))
            .filter(file -> !file.endsWith("package-info.java"))
            .filter(has)
            .sorted()
            .toList();
      }
    }
  }

  private static final List<Side> SIDES =
      List.of(
          new Side("spec/src/main"),
          new Side("oracle/src/main"),
          new Side("harness/src/main", CopiesTest::isImperative),
          new Side("harness/src/main", file -> !isImperative(file)),
          new Side("spec/src/test"),
          new Side("oracle/src/test"),
          new Side("harness/src/test"),
          new Side("counterexamples/src/test"));

  private static boolean isImperative(Path file) {
    return file.toString().contains("/imperative/");
  }

  @Test
  void whatIsEqualAfterRenamingIsListedWithItsReason() throws IOException {
    Map<String, String> found = new TreeMap<>();
    for (Side side : SIDES) {
      copies(side.files()).forEach(copy -> pairs(copy).forEach(p -> found.put(p, shown(copy))));
    }
    Set<String> listed = listed();
    Set<String> gone = new TreeSet<>(listed);
    gone.removeAll(found.keySet());
    found.keySet().removeAll(listed);
    assertEquals("", String.join("\n", found.values()), "copies that are not listed");
    assertEquals(Set.of(), gone, "exceptions that no longer occur");
  }

  private static List<Match> copies(List<Path> files) throws IOException {
    CPDConfiguration configuration = new CPDConfiguration();
    configuration.setMinimumTileSize(TOKENS);
    configuration.setIgnoreIdentifiers(true);
    configuration.setIgnoreLiterals(true);
    configuration.setIgnoreAnnotations(true);
    configuration.setOnlyRecognizeLanguage(JavaLanguageModule.getInstance());
    List<Match> copies = new ArrayList<>();
    try (CpdAnalysis analysis = CpdAnalysis.create(configuration)) {
      for (Path file : files) {
        analysis.files().addFile(file);
      }
      analysis.performAnalysis(
          report ->
              report.getMatches().stream()
                  .filter(match -> match.getLineCount() > LINES)
                  .forEach(copies::add));
    }
    return copies;
  }

  /** Every two files that have the copy, or the one that has it twice. */
  private static Set<String> pairs(Match copy) {
    List<String> files = copy.getMarkSet().stream().map(CopiesTest::file).sorted().toList();
    Set<String> pairs = new LinkedHashSet<>();
    for (int i = 0; i < files.size(); i++) {
      for (int j = i + 1; j < files.size(); j++) {
        pairs.add(pair(files.get(i), files.get(j)));
      }
    }
    return pairs;
  }

  private static String pair(String one, String other) {
    return one.equals(other) ? one : one + " " + other;
  }

  /** The file from its module on, without the folders that all have. */
  private static String file(Mark mark) {
    return Path.of(mark.getLocation().getFileId().getAbsolutePath())
        .normalize()
        .toString()
        .replaceFirst(".*/(\\w+)/src/(main|test)/java/pmuoracle/\\w+/", "$1/$2/");
  }

  private static String shown(Match copy) {
    return copy.getMarkSet().stream()
        .map(mark -> file(mark) + ":" + mark.getLocation().getStartLine())
        .collect(
            Collectors.joining(
                " = ", copy.getLineCount() + " lines, " + copy.getTokenCount() + " tokens: ", ""));
  }

  /** The files of each line before its colon; what follows is the reason. */
  private static Set<String> listed() throws IOException {
    Set<String> listed = new TreeSet<>();
    for (String line : Files.readAllLines(EXCEPTIONS)) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        String[] parts = line.split(": ", 2);
        assertEquals(2, parts.length, "no reason: " + line);
        listed.add(parts[0]);
      }
    }
    return listed;
  }
}
