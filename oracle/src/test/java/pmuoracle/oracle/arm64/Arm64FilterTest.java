package pmuoracle.oracle.arm64;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pmuoracle.spec.Errno;
import pmuoracle.spec.Step;
import pmuoracle.spec.Trace;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Machine.Irqchip;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.FilterRequest;
import pmuoracle.spec.arm64.Register.Kind;

/** What calls are answered, and what accepted ones allow: the tables of the documents. */
final class Arm64FilterTest {
  private static final Arm64Machine PLAIN = Arm64Machine.plain(false);

  /** The selftest proposed upstream: counter 0 counts branches, counter 1 instructions. */
  @ParameterizedTest
  @CsvSource({
    "'',              a 64",
    "0+1A 8+1A 21+1A, a 64",
    "0+1D 8+1D 21+1D, 0 0",
    "0+1D,            a 64",
    "0+1A,            0 0",
  })
  void membersOfTheFilterCountAsTheFirstActionAndTheirOwnSay(String calls, String counts) {
    for (Arm64Model model : Arm64Models.ALL) {
      Programs program =
          Programs.on(withoutEl3())
              .filters(calls)
              .start()
              .type(0, 0x21)
              .type(1, 0x08)
              .write(Kind.PMCNTENSET, 3)
              .write(Kind.PMCR, 1)
              .load()
              .retire(0x21, 10)
              .retire(0x08, 100);
      assertEquals(
          counts,
          program.cells(model, "retire", 0).split(" ", -1)[0]
              + " "
              + program.cells(model, "retire", 1).split(" ", -1)[1],
          model::id);
    }
  }

  /** Which of the events 0, 8, 9, 0x11 and 0xa are allowed, as digits. */
  @ParameterizedTest
  @CsvSource({
    "'',              11111",
    "0+aA 0+aD,       00000",
    "5+0A,            00000",
    "5+0D,            11111",
    "11+1D,           11101",
    "8+1A 9+1D,       01000",
    "9+1D 8+1A,       11011",
    "ffff+2A,         11111",
    "0+ffffD 8+2A,    01100",
    "8+2X,            11111",
    "8+2A 8+1X 9+1D,  01000",
  })
  void theLastRangeDecidesElseTheFirstActionsOpposite(String calls, String allowed) {
    Programs program = Programs.on(PLAIN).filters(calls).start();
    program.read(Kind.PMCEID0);
    long value = Long.parseUnsignedLong(program.last(Arm64Models.V7_3).substring(2), 16);
    StringBuilder digits = new StringBuilder();
    for (int event : new int[] {0, 8, 9, 0x11, 0xa}) {
      digits.append(value >>> event & 1);
    }
    assertEquals(allowed, digits.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "6, 6, ffff+1A,    OK",
    "6, 6, 8000+8000A, OK",
    "6, 6, 8000+8001A, EINVAL",
    "6, 6, ffff+2A,    EINVAL",
    "6, 6, ffff+ffffD, EINVAL",
    "6, 6, 0+ffffD,    OK",
    "6, 6, 0+1X,       EINVAL",
    "6, 1, 400+1A,     OK",
    "1, 1, 3ff+1A,     OK",
    "1, 1, 400+0A,     OK",
    "1, 1, 400+1A,     EINVAL",
    "9, 6, ffff+1A,    OK",
  })
  void rangesEndWithinTheHostsEventSpace(int host, int vm, String call, Errno errno) {
    assertEquals(
        Integer.toHexString(errno.number()),
        Programs.on(machine(host, vm)).filters(call).last(Arm64Models.V7_3));
  }

  /** Each request fails one more check than the next; the first failing check answers. */
  @Test
  void theFirstFailingCheckAnswers() {
    List<Step> steps = new ArrayList<>();
    FilterRequest bad = new FilterRequest(3, 9, 0xffff, 2, 7, 1, 7, false);
    steps.add(new Arm64Step.SetFilter(0, bad));
    steps.add(new Arm64Step.SetFilter(0, request(0, 9, 0xffff, 7, 7)));
    steps.add(new Arm64Step.SetFilter(0, request(0, 2, 0xffff, 7, 7)));
    steps.add(new Arm64Step.SetFilter(0, request(0, 2, 0xffff, 7, 8)));
    steps.add(new Arm64Step.SetFilter(0, request(0, 2, 0, 7, 8)));
    steps.add(new Arm64Step.SetFilter(0, request(0, 2, 0, 1, 8)));
    steps.add(new Arm64Step.SelectPmu(0, 1));
    steps.add(new Arm64Step.SetFilter(0, FilterRequest.of(0, 2, 1)));
    steps.add(new Arm64Step.SelectPmu(0, 0));
    steps.add(new Arm64Step.SelectPmu(0, 2));
    steps.add(new Arm64Step.SelectPmu(0, 1));
    steps.add(new Arm64Step.Run(0));
    steps.add(new Arm64Step.Init(0, false));
    steps.add(new Arm64Step.Init(0, true));
    steps.add(new Arm64Step.Init(0, true));
    steps.add(new Arm64Step.SetFilter(0, request(0, 9, 0xffff, 7, 7)));
    steps.add(new Arm64Step.SetFilter(0, bad));
    steps.add(new Arm64Step.Run(0));
    steps.add(new Arm64Step.SetFilter(1, FilterRequest.of(0, 2, 1)));
    steps.add(new Arm64Step.SetFilter(1, FilterRequest.of(0, 2, 2)));
    steps.add(new Arm64Step.SelectPmu(1, 1));
    Programs program = Programs.on(strict());
    steps.forEach(program::then);
    Trace trace = program.trace(Arm64Models.V7_3);
    List<Errno> errnos = new ArrayList<>();
    for (int i = 0; i < trace.steps(); i++) {
      errnos.add(Errno.of(trace.cell(i, 0)));
    }
    assertEquals(
        "[ENXIO, ENXIO, EFAULT, EINVAL, EINVAL, ENXIO, OK, OK, EBUSY, ENXIO, OK, EINVAL, ENXIO,"
            + " OK, EBUSY, EBUSY, ENXIO, OK, EBUSY, EINVAL, EBUSY]",
        errnos.toString());
  }

  @Test
  void withoutMemoryOnlyTheFirstFilterIsRefused() {
    FilterRequest none = new FilterRequest(0, 2, 8, 1, 0, 0, 8, false);
    Programs program =
        Programs.on(PLAIN)
            .then(new Arm64Step.SetFilter(0, none))
            .filter(8, 1, 0)
            .then(new Arm64Step.SetFilter(0, none));
    assertEquals("c 0 0", program.cells(Arm64Models.V7_3, "set-filter", 0));
  }

  @Test
  void onlyTheFirstGenerationTakesAFilterAfterARun() {
    for (Arm64Model model : Arm64Models.ALL) {
      Arm64Machine two = machine(4, 4, 2);
      Programs program =
          Programs.on(two).start().then(new Arm64Step.SetFilter(1, FilterRequest.of(8, 1, 1)));
      assertEquals(model.equals(Arm64Models.V5_10) ? "0" : "10", program.last(model), model::id);
    }
  }

  private static FilterRequest request(
      int group, int attribute, int base, int action, int readable) {
    return new FilterRequest(group, attribute, base, 2, action, 1, readable, false);
  }

  /** DIRECT_V4 stops nothing that a guest with EL3 is denied; see Arm64HardwareTest. */
  private static Arm64Machine withoutEl3() {
    return new Arm64Machine(
        4, false, 4, 6, true, false, false, true, false, Irqchip.READY, 1, true, -1, -1, 1);
  }

  private static Arm64Machine strict() {
    return new Arm64Machine(
        6, false, 6, 6, true, true, false, true, true, Irqchip.READY, 2, true, -1, -1, 2);
  }

  private static Arm64Machine machine(int host, int vm) {
    return machine(host, vm, 1);
  }

  private static Arm64Machine machine(int host, int vm, int vcpus) {
    return new Arm64Machine(
        host, false, vm, 6, true, true, false, true, false, Irqchip.READY, 1, true, -1, -1, vcpus);
  }
}
