package pmuoracle.spec.arm64;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pmuoracle.spec.form.WordInput;
import pmuoracle.spec.form.WordOutput;

/**
 * A PMU register of one virtual CPU as the guest names it.
 *
 * @param index the event counter's number for indexed kinds, else 0; it may be one the machine does
 *     not implement, which is UD
 */
public record Register(Kind kind, int index) {
  /** The registers' sorts. */
  public enum Kind {
    PMEVTYPER,
    PMEVCNTR,
    PMCCFILTR,
    PMCCNTR,
    PMCNTENSET,
    PMCNTENCLR,
    PMOVSSET,
    PMOVSCLR,
    PMCR,
    /** Read-only. */
    PMCEID0,
    /** Read-only. */
    PMCEID1,
    MDCR,
    HCR
  }

  /** Event counters a program can name, implemented or not. */
  public static final int MAX_EVENT_COUNTERS = 31;

  public static Register type(int index) {
    return new Register(Kind.PMEVTYPER, index);
  }

  public static Register counter(int index) {
    return new Register(Kind.PMEVCNTR, index);
  }

  public static Register of(Kind kind) {
    return new Register(kind, 0);
  }

  /** Whether there is one for each event counter. */
  public boolean isIndexed() {
    return kind == Kind.PMEVTYPER || kind == Kind.PMEVCNTR;
  }

  /** The manual's name. */
  public String name() {
    return switch (kind) {
      case PMEVTYPER, PMEVCNTR -> kind.name() + index + "_EL0";
      case PMCCFILTR, PMCCNTR, PMCNTENSET, PMCNTENCLR, PMOVSSET, PMOVSCLR, PMCR, PMCEID0, PMCEID1 ->
          kind.name() + "_EL0";
      case MDCR, HCR -> kind.name() + "_EL2";
    };
  }

  /** Every register a program can name, in order of kind and index. */
  public static List<Register> all() {
    List<Register> registers = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      Register first = of(kind);
      for (int i = 0; i < (first.isIndexed() ? MAX_EVENT_COUNTERS : 1); i++) {
        registers.add(new Register(kind, i));
      }
    }
    return List.copyOf(registers);
  }

  /** The register of this name, or empty. */
  public static Optional<Register> named(String name) {
    return all().stream().filter(r -> r.name().equals(name)).findFirst();
  }

  /** The register of the next two words: the place of its kind and its index. */
  static Register read(WordInput words) {
    return new Register(words.constant(Kind.values()), words.integer());
  }

  /** Puts these two words. */
  void put(WordOutput into) {
    into.put(kind).put(index);
  }
}
