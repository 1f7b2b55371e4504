package pmuoracle.harness.match;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.file.Nearest;
import pmuoracle.spec.BadInput;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;

/**
 * Kinds of steps that no program is to have.
 *
 * @param words verbs, and words for what steps of several verbs do
 */
public record LeftOut(List<String> words) {
  public static final LeftOut NOTHING = new LeftOut(List.of());

  public LeftOut {
    words = List.copyOf(words);
  }

  /** These; a {@link BadInput} names the words there are if one of the kits does not know one. */
  public static LeftOut of(Collection<String> words, List<ArchitectureKit> kits) {
    List<String> known =
        kits.stream()
            .flatMap(
                kit ->
                    Stream.concat(
                        kit.forms().verbs().stream(), kit.eventKinds().keySet().stream().sorted()))
            .distinct()
            .toList();
    for (String word : words) {
      if (!known.contains(word)) {
        throw new BadInput(
            "--without %s: no kind of step; %s"
                .formatted(word, Nearest.expectation(word, "", known)));
      }
    }
    return new LeftOut(List.copyOf(words));
  }

  /** Whether a step of this architecture stays. */
  public Predicate<Step> kept(ArchitectureKit kit) {
    return step ->
        !words.contains(step.verb())
            && words.stream()
                .noneMatch(word -> kit.eventKinds().getOrDefault(word, s -> false).test(step));
  }

  /** Whether the program has no such step. */
  boolean isWithout(GuestProgram program, ArchitectureKit kit) {
    return program.steps().stream().allMatch(kept(kit));
  }
}
