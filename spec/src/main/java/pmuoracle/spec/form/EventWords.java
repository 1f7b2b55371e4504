package pmuoracle.spec.form;

import java.util.List;
import java.util.function.ToLongFunction;
import pmuoracle.spec.Machine;

/**
 * Where events stand besides fields of their own.
 *
 * @param register the kind of register whose value begins with an event
 * @param mask the bits of such a value, and of an entry of a list, that are the event
 * @param clearable bits that can be cleared in all of these together, each by itself
 */
public record EventWords(Enum<?> register, ToLongFunction<Machine> mask, List<Long> clearable) {
  public EventWords {
    clearable = List.copyOf(clearable);
  }

  /** Whether the value of a register of the kind at this place has an event. */
  @SuppressWarnings("EnumOrdinal")
  public boolean isIn(long kind) {
    return register.ordinal() == kind;
  }
}
