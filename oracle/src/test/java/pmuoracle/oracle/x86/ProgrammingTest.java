package pmuoracle.oracle.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Models;

final class ProgrammingTest {
  static X86Model model(String id) {
    return X86Models.ALL.stream().filter(m -> m.id().equals(id)).findFirst().orElseThrow();
  }

  /** The second filter denies what runs: a generation that does not push lets it run on. */
  @ParameterizedTest
  @CsvSource({
    "x86/5.3,  a a a a 0",
    "x86/5.17, a a a a 0",
    "x86/5.18, a a a a 0",
    "x86/6.2,  0 a a 0 0",
    "x86/6.3,  0 a a 0 0",
    "x86/6.4,  0 a a 0 0",
    "x86/6.9,  0 a a 0 0",
    "x86/7.0,  0 a a 0 0",
    "x86/7.3,  0 a a 0 0",
  })
  void aFilterChangedWhileCountingActsAtOnceAtEntryOrWhenProgrammedAnew(String id, String counts) {
    assertEquals(
        counts,
        Programs.on(X86Machine.intel(1, 0))
            .select(0, 0xc0)
            .write(pmuoracle.spec.x86.Register.GLOBAL_CONTROL, 1)
            .retire(0xc0, 10)
            .enter()
            .retire(0xc0, 10)
            .filter(1, 0, 0, 0xc0)
            .retire(0xc0, 10)
            .enter()
            .retire(0xc0, 10)
            .write(pmuoracle.spec.x86.Register.eventSelect(0), 0xc0)
            .select(0, 0xc0)
            .enter()
            .retire(0xc0, 10)
            .cells(model(id), "retire", 0));
  }
}
