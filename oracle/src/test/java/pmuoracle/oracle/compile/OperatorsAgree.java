package pmuoracle.oracle.compile;

import java.util.List;
import java.util.function.Supplier;

/** The operator check, by whichever classes of the oracle loaded this one. */
public final class OperatorsAgree implements Supplier<List<String>> {
  @Override
  public List<String> get() {
    return OperatorCase.all().stream()
        .flatMap(operator -> OperatorTest.disagreements(operator, Engine.COMPILED).stream())
        .limit(1)
        .toList();
  }
}
