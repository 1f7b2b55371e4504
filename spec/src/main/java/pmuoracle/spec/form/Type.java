package pmuoracle.spec.form;

import java.util.List;
import java.util.function.Function;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Model;

/**
 * What values a field can have and how they are written; made by the method that is named after the
 * sort. What a sort does not need is 0 or empty.
 *
 * @param least the least value, unsigned
 * @param most the largest value, unsigned; of a list the largest length
 * @param digits hexadecimal digits in files, at least; 0 for decimal
 * @param plain the value that costs nothing to read
 * @param shapes whether the value belongs to the shape of a step rather than being a value in it
 * @param values of a {@link Sort#SETTING} what costs least to read first; all others cost alike
 * @param aims of a {@link Sort#SETTING} what shrinking tries
 */
public record Type(
    Sort sort,
    long least,
    long most,
    int digits,
    long plain,
    boolean shapes,
    List<Long> values,
    List<Long> aims,
    Names names) {
  public Type {
    values = List.copyOf(values);
    aims = List.copyOf(aims);
  }

  private static Type number(Sort sort, long least, long most, int digits, long plain) {
    List<Long> none = List.of();
    return new Type(sort, least, most, digits, plain, false, none, none, Names.NONE);
  }

  private static Type named(Sort sort, long most, int digits, long plain, Names names) {
    List<Long> none = List.of();
    return new Type(sort, 0, most, digits, plain, sort == Sort.RANK, none, none, names);
  }

  private static <E> Type constant(Sort sort, long plain, E[] constants, Function<E, String> name) {
    List<Name> names = Name.of(constants, name);
    return named(sort, names.size() - 1L, 0, plain, Names.constants(names));
  }

  public static Type vcpu() {
    return number(Sort.VCPU, 0, Machine.MAX_VCPUS - 1L, 0, 0);
  }

  public static Type flag(boolean plain) {
    return number(Sort.FLAG, 0, 1, 0, plain ? 1 : 0);
  }

  public static Type bits(long most, int digits, long plain) {
    return number(Sort.BITS, 0, most, digits, plain);
  }

  public static Type value() {
    return number(Sort.VALUE, 0, -1, 1, 0);
  }

  public static Type optionalBits() {
    return number(Sort.OPTIONAL_BITS, 0, -1, 1, 0);
  }

  public static Type count(long least, long most) {
    return number(Sort.COUNT, least, most, 0, least);
  }

  public static Type quantity(long least, long most) {
    return number(Sort.QUANTITY, least, most, 0, least);
  }

  /** The bounds are those a file is read with; what is refused within them the record says. */
  public static Type setting(long least, long most, List<Long> values, List<Long> aims) {
    return new Type(Sort.SETTING, least, most, 0, values.get(0), false, values, aims, Names.NONE);
  }

  public static <E extends Enum<E>> Type variant(E[] constants, Function<E, String> name) {
    return constant(Sort.VARIANT, 0, constants, name);
  }

  @SuppressWarnings("EnumOrdinal")
  public static <E extends Enum<E>> Type choice(E plain, E[] constants, Function<E, String> name) {
    return constant(Sort.CHOICE, plain.ordinal(), constants, name);
  }

  public static <E extends Enum<E>> Type rank(E[] constants, Function<E, String> name) {
    return constant(Sort.RANK, 0, constants, name);
  }

  /** The names are of words; what has none is written as a number. */
  public static Type namedBits(
      long most, int digits, String what, Function<Model, List<Name>> names) {
    return named(Sort.NAMED_BITS, most, digits, 0, Names.bits(what, names));
  }

  /** A register among these, whose kind belongs to the shape of a step. */
  public static Type shapingRegister(String what, Function<Machine, List<Name>> registers) {
    List<Long> none = List.of();
    Names names = Names.registers(what, registers);
    return new Type(Sort.REGISTER, 0, -1, 0, 0, true, none, none, names);
  }

  /** A register among these. */
  public static Type register(String what, Function<Machine, List<Name>> registers) {
    return named(Sort.REGISTER, -1, 0, 0, Names.registers(what, registers));
  }

  public static Type event(long most) {
    return number(Sort.EVENT, 0, most, 4, 0);
  }

  public static Type extent(long most) {
    return number(Sort.EXTENT, 0, most, 0, 1);
  }

  public static Type events(int most) {
    return number(Sort.EVENTS, 0, most, 4, 0);
  }
}
