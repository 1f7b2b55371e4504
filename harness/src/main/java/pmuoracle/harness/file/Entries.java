package pmuoracle.harness.file;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import pmuoracle.spec.BadInput;

/** A mapping whose keys are all known and unique. */
public final class Entries {
  private final Value whole;
  private final Map<String, Value> values;

  private Entries(Value whole, Map<String, Value> values) {
    this.whole = whole;
    this.values = values;
  }

  static Entries of(Value whole, MappingNode mapping, Collection<String> keys) {
    Map<String, Value> values = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw whole.refusalAt(
            tuple.getKeyNode(),
            "found a key that is a mapping or a list; expected one of " + String.join(", ", keys));
      }
      String name = key.getValue();
      if (!keys.contains(name)) {
        throw whole.refusalAt(
            key, "unknown key " + Value.quoted(name) + "; " + Nearest.expectation(name, "", keys));
      }
      if (values.putIfAbsent(name, whole.part(name, tuple.getValueNode())) != null) {
        throw whole.refusalAt(key, "key '" + name + "' again; expected each key once");
      }
    }
    return new Entries(whole, values);
  }

  /** The keys that are there, in the file's order. */
  public Set<String> keys() {
    return values.keySet();
  }

  public Optional<Value> optional(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /**
   * The value of a key that must be there.
   *
   * @param what what is expected under it
   */
  public Value required(String key, String what) {
    return optional(key)
        .orElseThrow(() -> refusal("no key '" + key + "'; expected it with " + what));
  }

  /** A refusal of the mapping as a whole. */
  public BadInput refusal(String message) {
    return whole.refusal(message);
  }
}
