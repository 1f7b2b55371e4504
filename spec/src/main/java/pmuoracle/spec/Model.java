package pmuoracle.spec;

import java.util.Optional;

/** One documented semantics of one generation of the filter, as data. */
public interface Model {
  /** Architecture and generation: {@code x86/6.3}. */
  String id();

  Architecture architecture();

  /** What the model stands for, in one sentence. */
  String title();

  /** The kernel version, commit or document it was read from. */
  String source();

  /** Why this model says nothing about the machine (a feature its generation lacks), or empty. */
  Optional<String> refusal(Machine machine);
}
