package pmuoracle.harness.match;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.lang3.builder.CompareToBuilder;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.architecture.ModelKit;
import pmuoracle.harness.architecture.arm64.Arm64Kit;
import pmuoracle.harness.architecture.x86.X86Kit;
import pmuoracle.harness.file.Nearest;
import pmuoracle.harness.file.Vocabulary;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.BadInput;
import pmuoracle.spec.Model;

/** Every architecture there is. A new one is one more line here. */
public final class ArchitectureKits {
  public static final List<ArchitectureKit> ALL = List.of(new X86Kit(), new Arm64Kit());

  /** Architecture, major and minor version of a kernel. */
  private static final Pattern VERSION = Pattern.compile("(\\w+)/(\\d{1,4})\\.(\\d{1,4})");

  private ArchitectureKits() {}

  public static ArchitectureKit of(Architecture architecture) {
    return ALL.stream().filter(k -> k.architecture() == architecture).findFirst().orElseThrow();
  }

  /** What there is for the model. */
  public static ModelKit of(Model model) {
    return of(model.architecture()).of(model);
  }

  /** Every model, by architecture, oldest first. */
  public static List<Model> models() {
    return ALL.stream().flatMap(k -> k.models().stream()).toList();
  }

  /** The model of this id; a {@link BadInput} names the nearest. */
  public static Model model(String id) {
    List<String> ids = models().stream().map(Model::id).toList();
    return models().stream()
        .filter(m -> m.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInput(
                    "unknown model '%s'; %s"
                        .formatted(
                            id,
                            since(id)
                                .map(model -> "that version behaves as " + model)
                                .orElseGet(() -> Nearest.expectation(id, "", ids)))));
  }

  /** Of a kernel version the model of the newest version up to it, as models are named. */
  private static Optional<String> since(String id) {
    return models().stream()
        .map(Model::id)
        .filter(model -> order(model, id).orElse(1) <= 0)
        .max((one, other) -> order(one, other).orElseThrow());
  }

  /** The order of two versions of one architecture; empty if they are not. */
  private static Optional<Integer> order(String one, String other) {
    Matcher first = VERSION.matcher(one);
    Matcher second = VERSION.matcher(other);
    if (!first.matches() || !second.matches() || !first.group(1).equals(second.group(1))) {
      return Optional.empty();
    }
    return Optional.of(
        new CompareToBuilder()
            .append(Integer.parseInt(first.group(2)), Integer.parseInt(second.group(2)))
            .append(Integer.parseInt(first.group(3)), Integer.parseInt(second.group(3)))
            .toComparison());
  }

  /** What files may name. */
  public static List<Vocabulary> vocabularies() {
    return ALL.stream().map(k -> new Vocabulary(k.forms(), k.models(), k.rules())).toList();
  }
}
