package pmuoracle.spec;

import java.util.ArrayList;
import java.util.List;

/**
 * What a model stands for, and what of that was opened.
 *
 * @param claims released versions, a patch or a document
 * @param read the trees, commits and texts that were opened
 * @param known commits within the claim that are known by name; empty for none
 * @param notRead versions within the claim of which nothing was opened; empty for none
 */
public record Provenance(String claims, String read, String known, String notRead) {
  /** Of what was opened whole. */
  public static Provenance read(String claims, String read) {
    return new Provenance(claims, read, "", "");
  }

  /** The same, of commits that are known by name. */
  public Provenance knowing(String commits) {
    return new Provenance(claims, read, commits, notRead);
  }

  /** The same, of versions that nothing was opened of. */
  public Provenance without(String versions) {
    return new Provenance(claims, read, known, versions);
  }

  /** A line each: the claim, what was read, what is known, what was not read. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(List.of(claims));
    add(lines, "read: ", read);
    add(lines, "known: ", known);
    add(lines, "not read: ", notRead);
    return lines;
  }

  private static void add(List<String> lines, String what, String said) {
    if (!said.isEmpty()) {
      lines.add(what + said);
    }
  }
}
