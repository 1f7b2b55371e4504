package pmuoracle.oracle.encoding.arm64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pmuoracle.oracle.RuleSet;
import pmuoracle.oracle.arm64.Arm64Oracle;
import pmuoracle.oracle.smt.Answer;
import pmuoracle.oracle.smt.Assignment;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.BothSolvers;
import pmuoracle.oracle.smt.Question;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Trace;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Machine.Irqchip;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Register;
import pmuoracle.spec.arm64.Register.Kind;

/** Claims about every state at once, with the witnesses of those that are false. */
final class Arm64ProofsTest {
  private static final int CALLS = 8;

  /**
   * One counter of one machine under any model, nothing else known of it. A step asks the filter of
   * two events at most, and one call can say anything of any two: so it stands for every filter.
   */
  private record Pair(
      Terms terms,
      MachineTerms machine,
      FilterCalls calls,
      VcpuRegisters registers,
      CounterState counter,
      Word index,
      Word event) {

    static Pair in(Terms terms) {
      return new Pair(
          terms,
          MachineTerms.variables(terms),
          FilterCalls.variables(terms, 1),
          VcpuRegisters.variables(terms, "registers"),
          CounterState.variables(terms),
          terms.variable("index", 64),
          terms.variable("occurring", 16));
    }

    Setting setting(Arm64Model model, boolean cycle) {
      Word place = cycle ? terms.word(64, Arm64Machine.CYCLE) : index;
      return new Setting(model, machine, calls.filter(), place, cycle);
    }

    /** The machine, its registers and the counter exist; its type register is as a guest writes. */
    Question question(boolean cycle) {
      Word writable = WritableBits.type(Arm64Models.ARCHITECTURE, machine);
      return new Question(terms)
          .given(machine.exists())
          .given(machine.pmu())
          .given(registers.exist(machine))
          .given(terms.bool(cycle).or(index.below(machine.counters())))
          .given(counter.type().and(writable).is(counter.type()))
          .given(Setting.software(event).not());
    }

    /** Whether the event counts now, hardware being loaded now. */
    Bool counts(Arm64Model model, boolean cycle) {
      Setting setting = setting(model, cycle);
      CounterState loaded = new CounterTransitions(setting).loaded(registers, counter).next();
      return new Counting(setting, registers, loaded, terms.bool(false), terms.bool(false))
          .counts(event);
    }
  }

  @Test
  void theEndOfARangeWrapsAt16BitsAndNeverAt17() {
    try (Terms terms = new Terms()) {
      Word base = terms.variable("base", 16);
      Word nevents = terms.variable("nevents", 16);
      Word exact = FilterRange.end(base, nevents, 64);
      for (int width : new int[] {17, FilterRange.END_BITS}) {
        Bool wraps = FilterRange.end(base, nevents, width).zeroExtend(64).is(exact).not();
        assertInstanceOf(Answer.Unsat.class, new Question(terms).given(wraps).answer());
      }
      Bool wraps = FilterRange.end(base, nevents, 16).zeroExtend(64).is(exact).not();
      assertInstanceOf(Answer.Sat.class, new Question(terms).given(wraps).answer());
    }
  }

  @Test
  void aWrappingBoundWouldAcceptWhatIsRefused() {
    try (Terms terms = new Terms()) {
      MachineTerms machine = MachineTerms.variables(terms);
      Word base = terms.variable("base", 16);
      Word nevents = terms.variable("nevents", 16);
      Arm64Model model = Arm64Models.V7_3;
      Bool right = Acceptance.endsWithin(model, machine, base, nevents, FilterRange.END_BITS);
      Bool wrapping = Acceptance.endsWithin(model, machine, base, nevents, 16);
      Question question =
          new Question(terms).given(machine.exists()).given(right.iff(wrapping).not());
      Assignment witness = ((Answer.Sat) question.answer()).assignment();
      assertTrue(witness.value(base) + witness.value(nevents) > 0xffff);
      assertFalse(witness.value(right));
    }
  }

  /** "The last range that contains it decides, else the opposite of the first action". */
  @Test
  void theFoldIsThatTheLastRangeDecides() {
    try (Terms terms = new Terms()) {
      FilterCalls calls = FilterCalls.variables(terms, CALLS);
      Word event = terms.variable("event", 16);
      Bool said = terms.bool(true);
      for (int i = 0; i < CALLS; i++) {
        List<Bool> later = new ArrayList<>();
        for (int j = i + 1; j < CALLS; j++) {
          later.add(calls.made(j).and(calls.calls().get(j).contains(event)));
        }
        Bool decides =
            terms.all(calls.made(i), calls.calls().get(i).contains(event), terms.any(later).not());
        said = said.and(decides.implies(calls.allows(event).iff(calls.calls().get(i).allows())));
      }
      Bool byDefault = calls.allows(event).iff(calls.calls().get(0).allows().not());
      said = said.and(calls.covers(event).or(byDefault));
      Question question = new Question(terms).given(calls.count().is(0).not()).given(said.not());
      assertInstanceOf(Answer.Unsat.class, question.answer());
    }
  }

  @Test
  void theOrderOfCallsMatters() {
    try (Terms terms = new Terms()) {
      FilterCalls calls = FilterCalls.variables(terms, 2);
      FilterCalls swapped = calls.withCalls(List.of(calls.calls().get(1), calls.calls().get(0)));
      Word event = terms.variable("event", 16);
      Question question =
          new Question(terms)
              .given(calls.count().is(2))
              .given(calls.allows(event).iff(swapped.allows(event)).not());
      assertInstanceOf(Answer.Sat.class, question.answer());
    }
  }

  /** Two neighbouring calls of one action, or disjoint and neither the first. */
  @Test
  void neighbouringCallsCommuteWhereTheDocumentsSaySo() {
    try (Terms terms = new Terms()) {
      FilterCalls calls = FilterCalls.variables(terms, 4);
      Word event = terms.variable("event", 16);
      for (int i = 0; i < 3; i++) {
        List<FilterRange> order = new ArrayList<>(calls.calls());
        FilterRange one = order.get(i);
        order.set(i, order.get(i + 1));
        order.set(i + 1, one);
        Bool same = order.get(i).allows().iff(one.allows());
        Bool apart = order.get(i).contains(event).and(one.contains(event)).not();
        Question question =
            new Question(terms)
                .given(calls.made(i + 1))
                .given(same.or(terms.bool(i > 0).and(apart)))
                .given(calls.allows(event).iff(calls.withCalls(order).allows(event)).not());
        assertInstanceOf(Answer.Unsat.class, question.answer());
      }
    }
  }

  @Test
  void aRefusedCallChangesNothing() {
    try (Terms terms = new Terms()) {
      for (Arm64Model model : Arm64Models.ALL) {
        MachineTerms machine = MachineTerms.variables(terms);
        VmState before = VmState.variables(terms);
        Acceptance.Request request = Acceptance.Request.variables(terms);
        Acceptance called = Acceptance.filter(model, machine, before, request);
        VmState after = called.next();
        Bool unchanged =
            terms.all(
                after.filtered().iff(before.filtered()),
                after.selected().iff(before.selected()),
                after.selection().is(before.selection()),
                after.hasRun().iff(before.hasRun()),
                after.initialised().iff(before.initialised()));
        Question question =
            new Question(terms).given(called.errno().is(0).not()).given(unchanged.not());
        assertInstanceOf(Answer.Unsat.class, question.answer(), model::id);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void remapCountsWhatTheArchitectureCountsInEveryState(boolean cycle) {
    try (Terms terms = new Terms()) {
      Pair pair = Pair.in(terms);
      Bool differs =
          pair.counts(Arm64Models.REMAP, cycle)
              .iff(pair.counts(Arm64Models.ARCHITECTURE, cycle))
              .not();
      Bool some = pair.counts(Arm64Models.ARCHITECTURE, cycle);
      assertInstanceOf(Answer.Sat.class, BothSolvers.answer(pair.question(cycle).given(some)));
      assertInstanceOf(Answer.Unsat.class, BothSolvers.answer(pair.question(cycle).given(differs)));
    }
  }

  /** I1. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDeniedEventNeverCountsInArchitectureAndRemap(boolean cycle) {
    try (Terms terms = new Terms()) {
      Pair pair = Pair.in(terms);
      for (Arm64Model model : List.of(Arm64Models.ARCHITECTURE, Arm64Models.REMAP)) {
        Bool denied = pair.calls().filter().allows(pair.event()).not();
        assertInstanceOf(
            Answer.Unsat.class,
            pair.question(cycle).given(denied).given(pair.counts(model, cycle)).answer(),
            model::id);
      }
    }
  }

  /** The same of the emulated PMU is an invariant of its steps: what is backed is allowed. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theEmulatedPmuBacksNoDeniedEvent(boolean cycle) {
    try (Terms terms = new Terms()) {
      Pair pair = Pair.in(terms);
      Word written = terms.variable("written", 64);
      VcpuRegisters after = VcpuRegisters.variables(terms, "after");
      for (Arm64Model model : List.of(Arm64Models.V5_10, Arm64Models.V6_8, Arm64Models.V7_3)) {
        CounterTransitions steps = new CounterTransitions(pair.setting(model, cycle));
        Bool good = sound(pair, pair.counter());
        for (Change change :
            List.of(
                steps.typeWritten(pair.registers(), pair.counter(), written),
                steps.valueWritten(pair.registers(), pair.counter(), written),
                steps.enablesWritten(pair.registers(), pair.counter(), written, true),
                steps.enablesWritten(pair.registers(), pair.counter(), written, false),
                steps.pmcrWritten(pair.registers(), after, pair.counter(), written),
                steps.mdcrWritten(pair.registers(), after, pair.counter()),
                steps.moved(after, pair.counter()))) {
          Question question =
              new Question(terms).given(good).given(sound(pair, change.next()).not());
          assertInstanceOf(Answer.Unsat.class, question.answer(), model::id);
        }
      }
    }
  }

  private static Bool sound(Pair pair, CounterState counter) {
    Bool allowed = pair.calls().filter().allows(counter.backing().event());
    return counter
        .backing()
        .running()
        .implies(counter.backing().exists())
        .and(counter.backing().exists().implies(allowed));
  }

  /** The objection to version 5: at virtual EL2 the guest's P decides, not its NSH. */
  @Test
  void directV5IsRefutedAtVirtualEl2() {
    try (Terms terms = new Terms()) {
      Pair pair = Pair.in(terms);
      Bool over = pair.counts(Arm64Models.DIRECT_V5, false);
      Bool right = pair.counts(Arm64Models.ARCHITECTURE, false);
      Word type = pair.counter().type();
      Question question =
          pair.question(false)
              .given(pair.machine().fineGrainedTraps())
              .given(pair.registers().is(Level.VEL2))
              .given(pair.registers().hpmn().is(pair.machine().counters()))
              .given(pair.calls().count().is(0))
              .given(type.isClear(EventType.NSK | EventType.NSU))
              .given(over)
              .given(right.not())
              .given(pair.registers().mdcr(1L << 17).not());
      Assignment witness = ((Answer.Sat) question.answer()).assignment();
      assertEquals(0, witness.value(type) & (EventType.P | EventType.NSH));
      assertTrue(witness.value(pair.machine().nested()));
      GuestProgram program = replay(pair, witness);
      int place = (int) witness.value(pair.index());
      assertEquals(3, lastCell(Arm64Models.DIRECT_V5, program, place));
      assertEquals(0, lastCell(Arm64Models.ARCHITECTURE, program, place));
    }
  }

  /** The witness as a program: at virtual EL2, the counter programmed as it says. */
  private static GuestProgram replay(Pair pair, Assignment witness) {
    int counters = (int) witness.value(pair.machine().counters());
    Arm64Machine machine =
        new Arm64Machine(
            6,
            false,
            6,
            counters,
            witness.value(pair.machine().hardwareEl3()),
            true,
            true,
            true,
            false,
            Irqchip.READY,
            1,
            true,
            -1,
            -1,
            1);
    int event = (int) witness.value(pair.event());
    int index = (int) witness.value(pair.index());
    long levels = witness.value(pair.counter().type()) & ~0xffffL;
    return new GuestProgram(
        machine,
        List.of(
            new Arm64Step.Init(0, true),
            new Arm64Step.Run(0),
            new Arm64Step.Write(0, Register.type(index), levels | event),
            new Arm64Step.Write(0, Register.of(Kind.PMCNTENSET), 1L << index),
            new Arm64Step.Write(0, Register.of(Kind.PMCR), 1),
            new Arm64Step.Load(0),
            new Arm64Step.Retire(0, event, 3)));
  }

  private static long lastCell(Arm64Model model, GuestProgram program, int place) {
    Trace trace = new Trace();
    try (Arm64Oracle oracle = new Arm64Oracle(model)) {
      oracle.predict(program, trace, new RuleSet());
    }
    return trace.cell(trace.steps() - 1, place);
  }

  /** With NSK and NSU as the guest set them, P and U let the denied event count. */
  @Test
  void directV5IsRefutedForDeniedEventsOfPlainGuests() {
    try (Terms terms = new Terms()) {
      Pair pair = Pair.in(terms);
      Question question =
          pair.question(false)
              .given(pair.machine().fineGrainedTraps())
              .given(pair.machine().nested().not())
              .given(pair.calls().filter().allows(pair.event()).not())
              .given(pair.counts(Arm64Models.DIRECT_V5, false));
      Assignment witness = ((Answer.Sat) question.answer()).assignment();
      long bit = witness.value(pair.registers().is(Level.EL0)) ? EventType.NSU : EventType.NSK;
      assertEquals(bit, witness.value(pair.counter().type()) & bit);
      assertTrue(witness.value(pair.machine().hardwareEl3()));
    }
  }

  /** True of event counters, in every context; false of the cycle counter. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFreshlyBackedEventCounterCountsAsTheArchitectureSays(boolean cycle) {
    try (Terms terms = new Terms()) {
      Pair pair = Pair.in(terms);
      Setting setting = pair.setting(Arm64Models.V7_3, cycle);
      Change written =
          new CounterTransitions(setting)
              .typeWritten(pair.registers(), pair.counter(), pair.counter().type());
      Bool emulated =
          new Counting(
                  setting, pair.registers(), written.next(), terms.bool(false), terms.bool(false))
              .counts(pair.event());
      Bool differs = emulated.iff(pair.counts(Arm64Models.ARCHITECTURE, cycle)).not();
      Answer answer = pair.question(cycle).given(differs).answer();
      if (cycle) {
        Assignment witness = ((Answer.Sat) answer).assignment();
        assertEquals(2, witness.value(pair.registers().level()));
        assertTrue(witness.value(pair.registers().mdcr()) >>> 17 != 0, "HPMD or HCCD");
      } else {
        assertInstanceOf(Answer.Unsat.class, answer);
      }
    }
  }
}
