package pmuoracle.harness.system;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which system under test is meant, as on the command line and in files: {@code defect:X09}.
 *
 * @param rest what follows the sort: a defect's id, a model's id, a command, a tree; else empty
 */
public record SystemId(Sort sort, String rest) {
  public static final SystemId IMPERATIVE = new SystemId(Sort.IMPERATIVE, "");
  public static final SystemId KVM = new SystemId(Sort.KVM, "");

  /** What systems there are. */
  public enum Sort {
    /** The built-in implementation of the model that judges it. */
    IMPERATIVE("imperative"),
    /** The same, wrong on one program in a thousand. */
    CANARY("canary"),
    /** The running kernel. */
    KVM("kvm"),
    /** A built-in implementation with a seeded defect. */
    DEFECT("defect:"),
    /** The built-in implementation of a model, for another model to judge. */
    MODEL("model:"),
    /** A program outside the JVM; the rest is its command. */
    PROCESS("process:"),
    /** The PMU code of a kernel tree; the rest is the tree. */
    KERNEL("kernel:");

    private final String begin;

    Sort(String begin) {
      this.begin = begin;
    }

    private boolean hasRest() {
      return begin.endsWith(":");
    }

    private boolean isOf(String text) {
      return hasRest() ? text.startsWith(begin) : text.equals(begin);
    }
  }

  /** The id that the text spells; empty if it begins as none. */
  public static Optional<SystemId> parse(String text) {
    return Stream.of(Sort.values())
        .filter(sort -> sort.isOf(text))
        .findFirst()
        .map(sort -> new SystemId(sort, text.substring(sort.begin.length())));
  }

  /** Whether nothing is missing behind the sort. */
  public boolean isWhole() {
    return !sort.hasRest() || !rest.isEmpty();
  }

  /** Whether it runs outside the JVM and says itself what it is. */
  public boolean isProcess() {
    return switch (sort) {
      case PROCESS, KERNEL -> true;
      case IMPERATIVE, CANARY, KVM, DEFECT, MODEL -> false;
    };
  }

  /** Whether only asking it tells which model it implements; of other systems the id says it. */
  public boolean isOpaque() {
    return isProcess() || sort == Sort.KVM;
  }

  @Override
  public String toString() {
    return sort.begin + rest;
  }
}
