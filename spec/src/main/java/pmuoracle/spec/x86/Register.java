package pmuoracle.spec.x86;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pmuoracle.spec.form.WordInput;
import pmuoracle.spec.form.WordOutput;

/**
 * A PMU register of one virtual CPU.
 *
 * @param index the counter's number for indexed kinds, else 0
 */
public record Register(Kind kind, int index) {
  /** The registers' sorts. */
  public enum Kind {
    EVENT_SELECT,
    /**
     * A general-purpose counter through its legacy address; on Intel a write is 32 bits,
     * sign-extended.
     */
    COUNTER,
    /** A general-purpose counter through Intel's full-width alias. */
    FULL_WIDTH_COUNTER,
    FIXED_COUNTER,
    FIXED_CONTROL,
    GLOBAL_CONTROL,
    /** Read-only overflow bits, at the places of {@link #GLOBAL_CONTROL}. */
    GLOBAL_STATUS,
    /** Writing a one clears that overflow bit. */
    GLOBAL_STATUS_CLEAR,
    /** AMD's extended feature register, of which only SVME (bit 12) is modelled. */
    EFER
  }

  /** {@link Kind#EFER}'s only modelled bit. */
  public static final long SVME = 1L << 12;

  public static final Register FIXED_CONTROL = new Register(Kind.FIXED_CONTROL, 0);
  public static final Register GLOBAL_CONTROL = new Register(Kind.GLOBAL_CONTROL, 0);
  public static final Register GLOBAL_STATUS = new Register(Kind.GLOBAL_STATUS, 0);
  public static final Register GLOBAL_STATUS_CLEAR = new Register(Kind.GLOBAL_STATUS_CLEAR, 0);
  public static final Register EFER = new Register(Kind.EFER, 0);

  public static Register eventSelect(int index) {
    return new Register(Kind.EVENT_SELECT, index);
  }

  public static Register counter(int index) {
    return new Register(Kind.COUNTER, index);
  }

  public static Register fullWidthCounter(int index) {
    return new Register(Kind.FULL_WIDTH_COUNTER, index);
  }

  public static Register fixedCounter(int index) {
    return new Register(Kind.FIXED_COUNTER, index);
  }

  /** Whether this is a counter's value, the only registers a host access may name. */
  public boolean isCounter() {
    return switch (kind) {
      case COUNTER, FIXED_COUNTER -> true;
      case EVENT_SELECT,
          FULL_WIDTH_COUNTER,
          FIXED_CONTROL,
          GLOBAL_CONTROL,
          GLOBAL_STATUS,
          GLOBAL_STATUS_CLEAR,
          EFER ->
          false;
    };
  }

  /** The manual's name for this register of this vendor. */
  public String name(Vendor vendor) {
    boolean intel = vendor == Vendor.INTEL;
    return switch (kind) {
      case EVENT_SELECT -> (intel ? "IA32_PERFEVTSEL" : "PERF_CTL") + index;
      case COUNTER -> (intel ? "IA32_PMC" : "PERF_CTR") + index;
      case FULL_WIDTH_COUNTER -> "IA32_A_PMC" + index;
      case FIXED_COUNTER -> "IA32_FIXED_CTR" + index;
      case FIXED_CONTROL -> "IA32_FIXED_CTR_CTRL";
      case GLOBAL_CONTROL -> intel ? "IA32_PERF_GLOBAL_CTRL" : "PERF_CNTR_GLOBAL_CTL";
      case GLOBAL_STATUS -> intel ? "IA32_PERF_GLOBAL_STATUS" : "PERF_CNTR_GLOBAL_STATUS";
      case GLOBAL_STATUS_CLEAR ->
          intel ? "IA32_PERF_GLOBAL_OVF_CTRL" : "PERF_CNTR_GLOBAL_STATUS_CLR";
      case EFER -> "EFER";
    };
  }

  /** Every register the machine has, in order of kind and index. */
  public static List<Register> of(X86Machine machine) {
    List<Register> registers = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (int i = 0; i < machine.count(kind); i++) {
        registers.add(new Register(kind, i));
      }
    }
    return List.copyOf(registers);
  }

  /** The machine's register of this name, or empty. */
  public static Optional<Register> named(String name, X86Machine machine) {
    return of(machine).stream().filter(r -> r.name(machine.vendor()).equals(name)).findFirst();
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
