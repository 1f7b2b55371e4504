package pmuoracle.oracle.encoding.x86;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pmuoracle.oracle.encoding.Components;
import pmuoracle.oracle.smt.Answer;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Question;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.x86.X86Encoding;
import pmuoracle.spec.x86.MaskedEntry;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Models;

/** What the encoding and the run of a program rely on; the catalogue has the claims. */
final class ProofTest {
  private final Terms terms = new Terms();
  private final MachineTerms machine = MachineTerms.variables(terms);
  private final Word eventSelect = terms.variable("event-select", 64);
  private final Word nevents = terms.variable("nevents", 32);

  @AfterEach
  void close() {
    terms.close();
  }

  @Test
  void aSizeOf32BitsWrapsToNothing() {
    proved(nevents.is(536_870_908).implies(RequestSize.computed(32, nevents, 32).is(0)));
    proved(nevents.is(536_870_911).implies(RequestSize.computed(8, nevents, 32).is(0)));
  }

  @Test
  void aRawEntryIsTheMaskedEntryOfItsSelectAndWholeUnitMask() {
    Word raw = terms.variable("raw", 64);
    Word masked = raw.or(MaskedEntry.MASK);
    Bool same =
        Entry.exact(machine, raw, eventSelect).iff(Entry.covers(machine, masked, eventSelect));
    proved(Entry.dropped(machine, raw).not().implies(same));
    refuted(same);
  }

  @Test
  void anEntryLeavesAPerfBackedCounterThatIsNotPendingAsItIs() {
    forEachKind(
        (kind, registers, counter) -> {
          Change change = new CounterTransitions(kind).entered(registers, counter);
          Bool idle = machine.mediated().not().and(counter.pending().not());
          Bool kept = counter.is(change.next());
          List<Bool> silent =
              change.fired().words(X86Encoding.LAYOUT.rules()).stream().map(w -> w.is(0)).toList();
          proved(idle.implies(kept.and(terms.all(silent))));
          refuted(kept);
        });
  }

  @Test
  void registersThatStayChangeNoCounter() {
    forEachKind(
        (kind, registers, counter) ->
            proved(
                counter.is(
                    new CounterTransitions(kind)
                        .registersChanged(registers, registers, counter)
                        .next())));
  }

  /** Something about any counter of a kind. */
  private interface OfKind {
    void shown(CounterKind kind, VcpuRegisters registers, CounterState counter);
  }

  private void forEachKind(OfKind claim) {
    for (X86Model model : X86Models.ALL) {
      Setting setting =
          new Setting(
              model,
              machine,
              FilterTerms.variables(terms, EventList.variables(model.matching(), machine, 2)),
              terms.variable("index", 64));
      VcpuRegisters registers = VcpuRegisters.variables(terms, "before");
      CounterState counter = CounterState.of(Components.variables(terms));
      claim.shown(new GeneralPurposeCounter(setting), registers, counter);
      claim.shown(new FixedCounter(setting), registers, counter);
    }
  }

  private void proved(Bool claim) {
    assertInstanceOf(Answer.Unsat.class, new Question(terms).given(claim.not()).answer());
  }

  private Answer.Sat refuted(Bool claim) {
    return assertInstanceOf(Answer.Sat.class, new Question(terms).given(claim.not()).answer());
  }
}
