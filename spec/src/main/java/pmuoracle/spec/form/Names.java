package pmuoracle.spec.form;

import java.util.List;
import java.util.function.Function;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Model;

/**
 * The names of a field's values in files.
 *
 * @param what what they are names of, or empty
 * @param constants of constants
 * @param bits of some numbers, which the model decides
 * @param registers of registers, which the machine decides
 */
public record Names(
    String what,
    List<Name> constants,
    Function<Model, List<Name>> bits,
    Function<Machine, List<Name>> registers) {
  static final Names NONE = constants(List.of());

  public Names {
    constants = List.copyOf(constants);
  }

  static Names constants(List<Name> constants) {
    return new Names("", constants, model -> List.of(), machine -> List.of());
  }

  static Names bits(String what, Function<Model, List<Name>> bits) {
    return new Names(what, List.of(), bits, machine -> List.of());
  }

  static Names registers(String what, Function<Machine, List<Name>> registers) {
    return new Names(what, List.of(), model -> List.of(), registers);
  }
}
