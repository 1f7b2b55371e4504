package pmuoracle.harness.toy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import pmuoracle.harness.file.ProgramReader;
import pmuoracle.harness.file.ProgramWriter;
import pmuoracle.harness.file.Vocabulary;
import pmuoracle.harness.shrink.Reduction;
import pmuoracle.harness.shrink.Shrinker;
import pmuoracle.harness.shrink.Size;
import pmuoracle.harness.toy.Toy.Ask;
import pmuoracle.harness.toy.Toy.Mood;
import pmuoracle.harness.toy.Toy.Nudge;
import pmuoracle.harness.toy.Toy.Poke;
import pmuoracle.harness.toy.Toy.Reg;
import pmuoracle.harness.toy.Toy.Tick;
import pmuoracle.harness.toy.Toy.ToyMachine;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.Words;
import pmuoracle.spec.form.Form;
import pmuoracle.spec.form.WordOutput;

/** Whoever reads forms needs nothing else of an architecture, nor of a kind of step. */
class ToyTest {
  private static final List<Vocabulary> VOCABULARY =
      List.of(new Vocabulary(Toy.FORMS, List.of(Toy.MODEL), List.of()));
  private static final Reduction REDUCTION = new Reduction(Toy.FORMS);

  private static final String TEXT =
      """
      title: a toy
      model: x86/toy
      machine: {counters: 3, wide: true, vcpus: 2}
      steps:
        - ask: {claimed: 7, events: [0x0005, {value: 0x0000, times: 4}]}
        - poke: {vcpu: 1, reg: COUNTER2, value: 0x1f}
        - tick: {vcpu: 0, event: 0x00c0, times: 9, mood: BRISK}
        - nudge: {vcpu: 1, bits: 0x4, loud: true}
      """;

  private static final GuestProgram PROGRAM =
      new GuestProgram(
          new ToyMachine(3, true, 2),
          List.of(
              new Ask(7, Words.of(5, 0, 0, 0, 0)),
              new Poke(1, Reg.COUNTER, 2, 0x1f),
              new Tick(0, 0xc0, 9, Mood.BRISK),
              new Nudge(1, OptionalLong.of(4), true)));

  @Test
  void filesAreReadAndWrittenByForms() {
    assertEquals(PROGRAM, new ProgramReader(VOCABULARY).read("toy.yaml", TEXT).program());
    assertEquals(
        TEXT,
        new ProgramWriter(VOCABULARY).text(new ProgramReader(VOCABULARY).read("toy.yaml", TEXT)));
  }

  @Test
  void theProtocolsBodiesAreTheWordsOfForms() {
    List<List<Long>> bodies = new ArrayList<>();
    for (Step step : PROGRAM.steps()) {
      List<Long> body = new ArrayList<>();
      Toy.FORMS.of(step).putBody(step, new ListOutput(body));
      bodies.add(body);
    }
    assertEquals(
        List.of(
            List.of(7L, 5L, 5L, 0L, 0L, 0L, 0L),
            List.of(0L, 2L, 0x1fL),
            List.of(0xc0L, 9L, 1L),
            List.of(1L, 4L, 1L)),
        bodies);
  }

  private record ListOutput(List<Long> words) implements WordOutput {
    @Override
    public WordOutput put(long word) {
      words.add(word);
      return this;
    }
  }

  @Test
  void everyRecordIsMadeOfItsWordsAgain() {
    for (Step step : PROGRAM.steps()) {
      Form<Step> form = Toy.FORMS.of(step);
      assertEquals(step, form.make(form.words(step)));
    }
    assertEquals(1, Toy.FORMS.moved(PROGRAM.steps().get(2), 1).vcpu());
    assertEquals(PROGRAM.steps().get(0), Toy.FORMS.moved(PROGRAM.steps().get(0), 1));
  }

  @Test
  void sizesCountWhatThereIsToRead() {
    // Steps, entries; 3 counters, wide, 2 virtual CPUs; 5, the claim; 0x1f; 0xc0; some bits, 4,
    // loud.
    int bits = 6 + 3 + 5 + 2 + 3;
    // 5 and the claim; virtual CPU, index and 0x1f; 0xc0, times, mood; virtual CPU and 4.
    int magnitude = 2 + 7 + 1 + 2 + 10 + 13 + 9 + 1 + 1 + 2;
    assertEquals(new Size(4, 5, bits, magnitude), REDUCTION.size(PROGRAM));
  }

  private static boolean hasBit2(Words events) {
    return LongStream.of(events.toArray()).anyMatch(event -> (event & 4) != 0);
  }

  private static List<Step> least(Predicate<Step> matters) {
    Predicate<GuestProgram> holds = program -> program.steps().stream().anyMatch(matters);
    GuestProgram least = new Shrinker(REDUCTION).shrink(PROGRAM, holds);
    assertTrue(new Shrinker(REDUCTION).isMinimal(least, holds));
    assertEquals(new ToyMachine(1, false, 1), least.machine());
    return least.steps();
  }

  @Test
  void stepsShrinkToWhatMatters() {
    assertEquals(
        List.of(new Ask(1, Words.of(4))),
        least(step -> step instanceof Ask s && hasBit2(s.events())));
    assertEquals(
        List.of(new Poke(0, Reg.COUNTER, 0, 1)),
        least(step -> step instanceof Poke s && s.value() != 0));
    assertEquals(
        List.of(new Tick(0, 0, 2, Mood.CALM)),
        least(step -> step instanceof Tick s && s.times() > 1));
    assertEquals(
        List.of(new Nudge(0, OptionalLong.of(0), false)),
        least(step -> step instanceof Nudge s && s.bits().isPresent()));
  }
}
