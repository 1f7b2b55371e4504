package pmuoracle.spec.form;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One sort of counter: where programs name one of them, so that two can be exchanged and those that
 * a machine lacks left out.
 *
 * @param count the machine's field that says how many there are
 * @param registers the kinds of register that each of them has one of
 * @param aliases kinds that are another way to a plainer one
 * @param values for kinds of register whose value has bits for each counter, which
 * @param fields for fields of steps that have bits for each counter, which
 * @param events the events that belong to the counters, each at its place
 */
public record Counters(
    String count,
    List<Enum<?>> registers,
    Map<Enum<?>, Enum<?>> aliases,
    Map<Enum<?>, Lanes> values,
    Map<String, Lanes> fields,
    List<Long> events) {
  public Counters {
    registers = List.copyOf(registers);
    aliases = Map.copyOf(aliases);
    values = Map.copyOf(values);
    fields = Map.copyOf(fields);
    events = List.copyOf(events);
  }

  /**
   * As many bits for each counter, from the lowest on.
   *
   * @param first the lowest bit of the first counter
   * @param width how many bits each has
   * @param most how many counters there is room for
   */
  public record Lanes(int first, int width, int most) {
    /** The value with the bits of two counters exchanged. */
    public long exchanged(long value, int one, int other) {
      int at = first + width * one;
      int to = first + width * other;
      long differing = ((value >>> at) ^ (value >>> to)) & mask(1);
      return value ^ (differing << at) ^ (differing << to);
    }

    /** The value without the bits of counters from this one on. */
    public long cut(long value, int count) {
      return value & ~((mask(most) & ~mask(count)) << first);
    }

    private long mask(int counters) {
      return counters == 0 ? 0 : -1L >>> (Long.SIZE - width * counters);
    }
  }

  /** Whether each counter has a register of the kind at this place. */
  @SuppressWarnings("EnumOrdinal")
  public boolean numbers(long kind) {
    return registers.stream().anyMatch(register -> register.ordinal() == kind);
  }

  /** The bits of the value of a register of the kind at this place, if it has any. */
  @SuppressWarnings("EnumOrdinal")
  public Optional<Lanes> ofValue(long kind) {
    return values.entrySet().stream()
        .filter(entry -> entry.getKey().ordinal() == kind)
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
