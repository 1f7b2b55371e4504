package pmuoracle.harness.architecture;

import java.util.List;
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

  private ArchitectureKits() {}

  public static ArchitectureKit of(Architecture architecture) {
    return ALL.stream().filter(k -> k.architecture() == architecture).findFirst().orElseThrow();
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
            () -> new BadInput("unknown model '" + id + "'; " + Nearest.expectation(id, "", ids)));
  }

  /** What files may name. */
  public static List<Vocabulary> vocabularies() {
    return ALL.stream().map(k -> new Vocabulary(k.codec(), k.models(), k.rules())).toList();
  }
}
