package pmuoracle.harness.system.process;

import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.IntStream;
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
 * @param shown for each of the codec's steps the observations made after it, bit n for {@link
 *     #KINDS}' n
 * @param facts the facts it can tell
 * @param patience milliseconds it may take for a batch
 * @param least for each field of a machine the least it can be, unsigned
 * @param most for each field of a machine the most it can be, unsigned
 */
record Announcement(
    String name,
    WireCodec codec,
    int steps,
    List<Integer> shown,
    FactNames facts,
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

  Announcement {
    shown = List.copyOf(shown);
  }

  Architecture architecture() {
    return codec.architecture();
  }

  boolean supports(Step step) {
    return supports(codec.kind(step));
  }

  boolean supports(int kind) {
    return kind < shown.size() && (steps >>> kind & 1) != 0;
  }

  /** Whether observations of this kind are made after some step. */
  boolean observes(Observation.Kind kind) {
    return shown.stream().anyMatch(kinds -> contains(kinds, kind));
  }

  boolean observes(Step step, Observation.Kind kind) {
    int number = codec.kind(step);
    return number < shown.size() && contains(shown.get(number), kind);
  }

  /** Whether all observations are made after every step that is supported. */
  boolean observesAll() {
    return IntStream.range(0, shown.size())
        .allMatch(kind -> !supports(kind) || shown.get(kind) == ALL_KINDS);
  }

  private static boolean contains(int kinds, Observation.Kind kind) {
    return KINDS.contains(kind) && (kinds >>> KINDS.indexOf(kind) & 1) != 0;
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
                    codec.names().get(i),
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
