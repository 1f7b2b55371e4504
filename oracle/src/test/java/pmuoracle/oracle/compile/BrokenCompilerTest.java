package pmuoracle.oracle.compile;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pmuoracle.oracle.compile.BrokenCompiler.Mistake;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.x86.X86Models;

/** One mistake in the compiler is seen by the check of operators and by that of transitions. */
final class BrokenCompilerTest {
  private static final String NOTHING = List.of().toString();
  private static final String OPERATORS = OperatorsAgree.class.getName();
  private static final String X86 = "pmuoracle.oracle.x86.Transitions";
  private static final String ARM64 = "pmuoracle.oracle.arm64.Transitions";

  @ParameterizedTest(name = "{0}.{1}: {2} becomes {3}")
  @CsvSource({
    // Unsigned comparisons made signed.
    "WordCode, compare, SIGNED_BELOW, BELOW",
    // A shift by more than the width masks the amount, as Java does.
    "Shift, right, compareUnsigned, -1",
    "WordCode, compute, LADD, LSUB",
    "WordCode, compute, LAND, LOR",
    // Truth values compared the other way round.
    "MethodCode, jumpComputed, IF_ICMPEQ, IF_ICMPNE",
  })
  void isSeenTwice(String type, String method, String right, String wrong)
      throws ReflectiveOperationException {
    BrokenCompiler broken = new BrokenCompiler(new Mistake(type, method, right, wrong));
    assertNotEquals(NOTHING, operators(broken), "operators");
    assertTrue(broken.isMade(), "there is no such place");
    assertNotEquals(NOTHING, transitions(broken), "transitions");
  }

  /** The topmost bits of a word are only used where an "and" cuts them to their width. */
  @Test
  void whatNoEncodingShowsIsSeenByTheOperators() throws ReflectiveOperationException {
    BrokenCompiler broken = new BrokenCompiler(new Mistake("WordCode", "extract", "LUSHR", "LSHR"));
    assertNotEquals(NOTHING, operators(broken), "operators");
    assertTrue(broken.isMade(), "there is no such place");
  }

  private static String operators(ClassLoader loader) throws ReflectiveOperationException {
    return ((Supplier<?>) made(OPERATORS, loader)).get().toString();
  }

  private static String transitions(ClassLoader loader) throws ReflectiveOperationException {
    String found = said(X86, X86Models.V7_3, loader);
    return found.equals(NOTHING) ? said(ARM64, Arm64Models.V7_3, loader) : found;
  }

  @SuppressWarnings("unchecked")
  private static String said(String check, Object model, ClassLoader loader)
      throws ReflectiveOperationException {
    return ((Function<Object, Object>) made(check, loader)).apply(model).toString();
  }

  private static Object made(String name, ClassLoader loader) throws ReflectiveOperationException {
    return Class.forName(name, true, loader).getDeclaredConstructor().newInstance();
  }
}
