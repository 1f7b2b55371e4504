package pmuoracle.harness.campaign;

import java.util.List;
import java.util.stream.Collectors;
import pmuoracle.spec.ModelFlag;

/**
 * Which flags of the system's model make a wrong cell.
 *
 * @param flags one, or two that do it only together; empty if neither one nor two do
 */
public record Explanation(List<ModelFlag> flags) {
  public Explanation {
    flags = List.copyOf(flags);
  }

  /** The flags' titles. */
  public List<String> titles() {
    return flags.stream().map(ModelFlag::title).toList();
  }

  /** The same in words. */
  public String text() {
    return flags.isEmpty()
        ? "no single flag"
        : titles().stream().collect(Collectors.joining(" and "));
  }
}
