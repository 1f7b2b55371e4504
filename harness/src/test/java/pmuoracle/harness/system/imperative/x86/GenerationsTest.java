package pmuoracle.harness.system.imperative.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pmuoracle.spec.x86.Emulated;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.Privilege;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Models;

/** What changed from generation to generation, each row one scenario over all of them. */
class GenerationsTest {
  private static final X86Machine MACHINE =
      new X86Machine(Vendor.INTEL, 1, 1, true, 48, false, false, true, 0x42, 64, 1);

  private static Script scenario(String name) {
    Script script = Script.on(MACHINE).fixedControl(3);
    return switch (name) {
      case "written" -> script.select(0, 0x3c).retire(0x3c, 10).read(Register.counter(0));
      case "entered" -> script.select(0, 0x3c).enter().retire(0x3c, 10).read(Register.counter(0));
      case "denied-later" ->
          running(script).deny(0x3c).retire(0x3c, 10).enter().retire(0x3c, 10).read(counter());
      case "allowed-later" ->
          script
              .deny(0x3c)
              .select(0, 0x3c)
              .enter()
              .retire(0x3c, 10)
              .allow(0x3c)
              .enter()
              .retire(0x3c, 10)
              .read(counter());
      case "fixed-denied-later" ->
          script
              .globalControl(1L << 32)
              .enter()
              .bitmap(1, 1)
              .enter()
              .retire(0xc0, 10)
              .read(Register.fixedCounter(0));
      case "emulated-allowed" ->
          script.select(0, 0xc4).enter().emulate(Emulated.BRANCH).read(counter());
      case "emulated-denied" ->
          script.deny(0xc4).select(0, 0xc4).enter().emulate(Emulated.BRANCH).read(counter());
      case "emulated-denied-after-running" ->
          running(script.deny(0xc4))
              .select(0, 0xc4)
              .enter()
              .emulate(Emulated.BRANCH)
              .emulate(Emulated.BRANCH)
              .enter()
              .read(counter());
      case "emulated-other-privilege" ->
          running(script.deny(0xc4))
              .write(Register.eventSelect(0), 0x41_00c4)
              .enter()
              .emulate(Emulated.BRANCH, Privilege.KERNEL)
              .read(counter());
      case "unavailable" -> script.select(0, 0xc5).enter().retire(0xc5, 10).read(counter());
      case "unavailable-fixed" ->
          script.globalControl(1L << 32).enter().retire(0xc0, 10).read(Register.fixedCounter(0));
      case "unavailable-emulated" ->
          script
              .globalControl(1L << 32)
              .enter()
              .emulate(Emulated.INSTRUCTION)
              .read(Register.fixedCounter(0));
      default -> throw new AssertionError(name);
    };
  }

  private static Register counter() {
    return Register.counter(0);
  }

  private static Script running(Script script) {
    return script.select(0, 0x3c).enter();
  }

  /**
   * The value read last, for rfc-v2, the three reviews, 5.3, 5.10, 5.17, 5.18, 6.0, 6.2 to 6.5,
   * 6.8, 6.9, 7.0, 7.3.
   */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          written,                       10 10 10 10  10 10 10 10 10   0  0  0  0  0   0  0  0
          entered,                       10 10 10 10  10 10 10 10 10  10 10 10 10 10  10 10 10
          denied-later,                  20 20 20 20  20 20 20 20 20  10 10 10 10 10  10 10 10
          allowed-later,                  0 20 20 20   0  0  0  0  0  10 10 10 10 10  10 10 10
          fixed-denied-later,            10 10 10 10  10 10 10 10  0   0  0  0  0  0   0  0  0
          emulated-allowed,               0  0  0  0   0  0  1  1  1   1  1  1  1  1   1  1  1
          emulated-denied,                0  0  0  0   0  0  0  0  0   1  1  0  0  0   0  0  0
          emulated-denied-after-running,  0  0  0  0   0  0  2  2  2   2  2  0  0  0   0  0  0
          emulated-other-privilege,       0  0  0  0   0  0  1  1  1   0  0  0  0  0   0  0  0
          unavailable,                   10 10 10 10  10 10 10 10  0   0  0  0  0  0  10 10 10
          unavailable-fixed,             10 10 10 10  10 10 10 10  0   0  0  0  0  0  10 10 10
          unavailable-emulated,           0  0  0  0   0  0  1  1  0   1  1  0  0  0   1  1  1
          """)
  void aScenarioEndsAsItsGenerationSays(String name, String values) {
    String[] expected = values.trim().split(" +", -1);
    assertEquals(X86Models.ALL.size(), expected.length);
    for (int i = 0; i < expected.length; i++) {
      X86Model model = X86Models.ALL.get(i);
      assertEquals(
          Long.parseLong(expected[i]),
          scenario(name).lastCell(model),
          model.id() + " of " + Arrays.toString(expected));
    }
  }

  @Test
  void everyVirtualCpuIsGovernedFromItsOwnNextEntry() {
    X86Machine two = X86Machine.intel(1, 0).withVcpus(2);
    Script script =
        Script.on(two).select(0, 0xc0).enter().cpu(1).select(0, 0xc0).enter().deny(0xc0);
    assertEquals(5, script.cpu(0).enter().cpu(1).retire(0xc0, 5).lastCell(X86Models.V7_3));
    assertEquals(0, script.cpu(0).retire(0xc0, 5).lastCell(X86Models.V7_3));
    assertEquals(0, script.cpu(1).enter().retire(0xc0, 5).lastCell(X86Models.V7_3));
  }

  @Test
  void aRefusedFilterChangesNothing() {
    Script script = Script.on(X86Machine.intel(1, 0)).allow(0xc0).select(0, 0xc0).enter();
    script.filter(FilterRequest.of(2, 0, 0, 0xc4)).enter();
    assertEquals(5, script.retire(0xc0, 5).lastCell(X86Models.V7_3));
  }

  @Test
  void afterAFilterTheTruncatingGenerationDoesNotSettleCountsAreUnknown() {
    Script script = Script.on(X86Machine.intel(1, 0)).allow(0xc0).select(0, 0xc0).allow(0x4300c0);
    X86Model model = X86Models.V5_17;
    assertEquals("errno 0", script.last(model));
    assertEquals("gp0 ?", script.retire(0xc0, 5).last(model));
    assertEquals("gp0 ?", script.emulate(Emulated.INSTRUCTION).last(model));
    assertEquals("fault none, value ?", script.read(counter()).last(model));
    assertEquals("fault none, value ?", script.read(Register.fullWidthCounter(0)).last(model));
    assertEquals("fault none, value ?", script.read(Register.GLOBAL_STATUS).last(model));
    assertEquals("fault none, value 0x1", script.read(Register.GLOBAL_CONTROL).last(model));
    assertEquals("fault none, value 0x4300c0", script.read(Register.eventSelect(0)).last(model));
    assertEquals("value ?", script.hostRead(counter()).last(model));
    assertEquals("value 0x6", script.last(X86Models.V5_18));
  }
}
