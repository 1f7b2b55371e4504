package pmuoracle.spec;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** One documented semantics of one generation of the filter, as data. */
public interface Model {
  /** Architecture and generation: {@code x86/6.3}. */
  String id();

  Architecture architecture();

  /** What the model stands for, in one sentence. */
  String title();

  /** Which released versions or which text it stands for, and what of that was opened. */
  Provenance source();

  /** What models of its kind can differ in, in a fixed order. */
  default List<ModelFlag> flags() {
    return ModelFlag.all(this);
  }

  /** The same model, but these flags as in the other one, which is of the same architecture. */
  default Model with(Collection<ModelFlag> flags, Model other) {
    return ModelFlag.with(this, flags, other);
  }

  /** Why this model says nothing about the machine (a feature its generation lacks), or empty. */
  Optional<String> refusal(Machine machine);
}
