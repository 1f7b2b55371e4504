package pmuoracle.oracle.compile;

import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Functions by name, each compiled once, when first asked for. Any number of threads. */
// An array by ordinal is the cheapest map there is, and this one is read at each step of a program.
@SuppressWarnings("EnumOrdinal")
public final class Functions<F extends Enum<F>, T> {
  private final Set<F> names;
  private final Function<F, T> compiler;
  private final @Nullable Object[] compiled;

  /**
   * Functions of which none is compiled yet.
   *
   * @param names those there are
   * @param compiler by any thread, but not for two functions at once
   */
  public Functions(Set<F> names, Function<F, T> compiler) {
    this.names = names;
    this.compiler = compiler;
    compiled = new Object[names.stream().mapToInt(Enum::ordinal).max().orElse(-1) + 1];
  }

  /** The function of that name. An error of ours if there is none. */
  // Only what the compiler made is put there.
  @SuppressWarnings("unchecked")
  public T get(F name) {
    // Not volatile: a stateless object cannot be seen half made, and one not seen is looked up.
    Object known = compiled[name.ordinal()];
    return known != null ? (T) known : first(name);
  }

  @SuppressWarnings("unchecked")
  private synchronized T first(F name) {
    T known = (T) compiled[name.ordinal()];
    if (known == null) {
      if (!names.contains(name)) {
        throw new AssertionError("no function " + name);
      }
      known = compiler.apply(name);
      compiled[name.ordinal()] = known;
    }
    return known;
  }

  /** Those asked for so far. */
  public synchronized Set<F> compiled() {
    return names.stream()
        .filter(name -> compiled[name.ordinal()] != null)
        .collect(Collectors.toSet());
  }

  /** Of every function its name and itself, compiled by then. */
  public void forEach(BiConsumer<F, T> action) {
    names.forEach(name -> action.accept(name, get(name)));
  }
}
