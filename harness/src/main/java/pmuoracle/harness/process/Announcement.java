package pmuoracle.harness.process;

import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Step;
import pmuoracle.spec.Words;

/**
 * What a process says of itself in its hello.
 *
 * @param name printable ASCII
 * @param codec of the architecture it is
 * @param steps bit n for the codec's step n
 * @param observations bit n for {@link #KINDS}' n
 * @param patience milliseconds it may take for a batch
 * @param least for each field of a machine the least it can be, unsigned
 * @param most for each field of a machine the most it can be, unsigned
 */
record Announcement(
    String name,
    WireCodec codec,
    int steps,
    int observations,
    int patience,
    Words least,
    Words most) {
  /** The observations in the order of the protocol. */
  static final List<Observation.Kind> KINDS =
      List.of(
          Observation.Kind.ERRNO,
          Observation.Kind.FAULT,
          Observation.Kind.VALUE,
          Observation.Kind.COUNT,
          Observation.Kind.HARDWARE);

  static final int ALL_KINDS = (1 << KINDS.size()) - 1;

  Architecture architecture() {
    return codec.architecture();
  }

  boolean supports(Step step) {
    return supports(codec.kind(step));
  }

  boolean supports(int kind) {
    return (steps >>> kind & 1) != 0;
  }

  boolean observes(Observation.Kind kind) {
    return (observations >>> KINDS.indexOf(kind) & 1) != 0;
  }

  boolean observesAll() {
    return (observations & ALL_KINDS) == ALL_KINDS;
  }

  /** Why it cannot be this machine, or empty. */
  Optional<String> refusal(Machine machine) {
    if (machine.architecture() != architecture()) {
      return Optional.of(name + " is of " + architecture().id());
    }
    long[] words = codec.words(machine);
    for (int i = 0; i < words.length; i++) {
      if (Long.compareUnsigned(words[i], least.get(i)) < 0
          || Long.compareUnsigned(words[i], most.get(i)) > 0) {
        return Optional.of(
            "%s %s; %s says it can be %s to %s"
                .formatted(
                    codec.fields().get(i),
                    Long.toUnsignedString(words[i]),
                    name,
                    Long.toUnsignedString(least.get(i)),
                    Long.toUnsignedString(most.get(i))));
      }
    }
    return Optional.empty();
  }

  /** Its name, and what it cannot do or show. */
  String remark() {
    StringJoiner unsupported = new StringJoiner(", ", "; leaves out ", "").setEmptyValue("");
    for (int i = 0; i < codec.verbs().size(); i++) {
      if ((steps >>> i & 1) == 0) {
        unsupported.add(codec.verbs().get(i));
      }
    }
    StringJoiner unobserved = new StringJoiner(", ", "; does not observe ", "").setEmptyValue("");
    for (Observation.Kind kind : KINDS) {
      if (!observes(kind)) {
        unobserved.add(kind.name().toLowerCase(java.util.Locale.ROOT));
      }
    }
    return "it says it is " + name + unsupported + unobserved;
  }
}
