package pmuoracle.spec.form;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a value is called in files.
 *
 * @param word the value's word; of a register the place of its kind
 * @param index of a register the counter's number, else 0
 */
public record Name(String text, long word, long index) {
  /** The names of constants, each at its place. */
  public static <E> List<Name> of(E[] constants, Function<E, String> name) {
    return numbered(0, List.of(constants).stream().map(name).toList());
  }

  /** The names of successive numbers. */
  public static List<Name> numbered(long first, List<String> texts) {
    List<Name> names = new ArrayList<>();
    for (String text : texts) {
      names.add(new Name(text, first + names.size(), 0));
    }
    return List.copyOf(names);
  }
}
