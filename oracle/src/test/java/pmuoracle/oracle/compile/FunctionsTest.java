package pmuoracle.oracle.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class FunctionsTest {
  private static final int THREADS = 8;

  private enum Name {
    FIRST,
    SECOND,
    THIRD
  }

  private final List<Name> made = Collections.synchronizedList(new ArrayList<>());
  private final Functions<Name, Compiled> functions =
      new Functions<>(EnumSet.of(Name.FIRST, Name.THIRD), this::make);

  private Compiled make(Name name) {
    made.add(name);
    return (inputs, predicates, outputs) -> outputs[0] = name.name().length();
  }

  @Test
  void nothingIsCompiledBeforeItIsAskedFor() {
    assertEquals(List.of(), made);
    functions.get(Name.THIRD);
    assertEquals(List.of(Name.THIRD), made);
    assertEquals(Set.of(Name.THIRD), functions.compiled());
  }

  @Test
  void allAreCompiledWhenAllAreAskedFor() {
    List<Name> seen = new ArrayList<>();
    functions.forEach((name, code) -> seen.add(name));
    assertEquals(List.of(Name.FIRST, Name.THIRD), seen);
    assertEquals(seen, made);
  }

  @Test
  void threadsThatAskAtOnceShareOneFunction() throws Exception {
    CyclicBarrier together = new CyclicBarrier(THREADS);
    Callable<Compiled> ask =
        () -> {
          together.await();
          return functions.get(Name.FIRST);
        };
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      Compiled one = functions.get(Name.THIRD);
      for (Future<Compiled> answer : threads.invokeAll(Collections.nCopies(THREADS, ask))) {
        assertSame(functions.get(Name.FIRST), answer.get());
      }
      assertSame(one, functions.get(Name.THIRD));
    } finally {
      threads.shutdown();
    }
    assertEquals(List.of(Name.THIRD, Name.FIRST), made);
  }

  @Test
  void whatIsNotThereIsAnError() {
    assertThrows(AssertionError.class, () -> functions.get(Name.SECOND));
    assertEquals(List.of(), made);
  }

  @Test
  void whatCannotBeCompiledIsAnErrorEachTime() {
    Functions<Name, Compiled> broken =
        new Functions<>(
            EnumSet.allOf(Name.class),
            name -> {
              throw new AssertionError("an unknown operator in " + name);
            });
    assertThrows(AssertionError.class, () -> broken.get(Name.FIRST));
    assertThrows(AssertionError.class, () -> broken.get(Name.FIRST));
    assertEquals(Set.of(), broken.compiled());
  }
}
