package pmuoracle.oracle.domain;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import pmuoracle.spec.Machine;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.x86.X86Machine;

/**
 * Every machine that its constructor allows of these values: all truth values, all constants of
 * enums, and numbers at and beside each boundary. A field of numbers that is not named here is an
 * error, so that no field is forgotten.
 */
public final class Machines {
  private static final Map<String, List<Object>> X86 =
      Map.of(
          "generalPurpose", List.of(0, 1, 5, 6, 7, 8, 9),
          "fixed", List.of(0, 1, 15, 16, 17),
          "width", List.of(31, 32, 33, 48, 63, 64),
          "unavailableEvents", List.of(0, 1, 0x40, 0x7f),
          "hostBits", List.of(32, 64),
          "vcpus", List.of(1, 4),
          "lateVcpus", List.of(0));

  private static final Map<String, List<Object>> ARM64 =
      Map.of(
          "hostVersion", List.of(1, 4, 5, 6, 7, 8, 9),
          "vmVersion", List.of(1, 4, 5, 6),
          "counters", List.of(1, 31),
          "pmus", List.of(1, 2),
          "ceid0", List.of(0L, -1L),
          "ceid1", List.of(0L, -1L),
          "vcpus", List.of(1));

  private Machines() {}

  public static List<X86Machine> x86() {
    return of(X86Machine.class, X86);
  }

  public static List<Arm64Machine> arm64() {
    return of(Arm64Machine.class, ARM64);
  }

  private static <R extends Machine> List<R> of(Class<R> type, Map<String, List<Object>> numbers) {
    RecordComponent[] fields = type.getRecordComponents();
    List<List<Object>> values = Stream.of(fields).map(field -> values(field, numbers)).toList();
    List<R> machines = new ArrayList<>();
    extend(constructor(type, fields), values, new Object[fields.length], 0, machines);
    return machines;
  }

  private static List<Object> values(RecordComponent field, Map<String, List<Object>> numbers) {
    Object[] constants = field.getType().getEnumConstants();
    if (constants != null) {
      return List.of(constants);
    } else if (field.getType() == boolean.class) {
      return List.of(false, true);
    }
    List<Object> named = numbers.get(field.getName());
    if (named == null) {
      throw new AssertionError(field + ": which values are at its boundaries is not said");
    }
    return named;
  }

  private static <R> Constructor<R> constructor(Class<R> type, RecordComponent[] fields) {
    try {
      return type.getDeclaredConstructor(
          Arrays.stream(fields).map(RecordComponent::getType).toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      throw new LinkageError("a record has a constructor of its fields", e);
    }
  }

  private static <R> void extend(
      Constructor<R> constructor,
      List<List<Object>> values,
      Object[] chosen,
      int field,
      List<R> into) {
    if (field == chosen.length) {
      add(constructor, chosen, into);
      return;
    }
    for (Object value : values.get(field)) {
      chosen[field] = value;
      extend(constructor, values, chosen, field + 1, into);
    }
  }

  /** Unless the constructor refuses it. */
  private static <R> void add(Constructor<R> constructor, Object[] fields, List<R> into) {
    try {
      into.add(constructor.newInstance(fields));
    } catch (InvocationTargetException e) {
      if (!(e.getCause() instanceof IllegalArgumentException)) {
        throw new AssertionError(e);
      }
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the constructor of a record cannot be called", e);
    }
  }
}
