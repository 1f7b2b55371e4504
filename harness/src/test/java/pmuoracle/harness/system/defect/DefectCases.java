package pmuoracle.harness.system.defect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.harness.system.imperative.StepScript;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;
import pmuoracle.spec.Trace;

/** What holds of the seeded defects of each architecture. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DefectCases {
  private final List<Defect> all;
  private final List<Defect.LeftOut> leftOut;
  private final Function<Model, SystemUnderTest> right;
  private final Map<String, ? extends Supplier<? extends StepScript<?>>> triggers;
  private final GuestProgram nothing;

  /**
   * Cases of one architecture.
   *
   * @param right makes what a defect of the model is a wrong implementation of
   * @param triggers for the number of each defect a program on which it shows
   * @param nothing a program that filters and counts nothing
   */
  protected DefectCases(
      List<Defect> all,
      List<Defect.LeftOut> leftOut,
      Function<Model, SystemUnderTest> right,
      Map<String, ? extends Supplier<? extends StepScript<?>>> triggers,
      StepScript<?> nothing) {
    this.all = all;
    this.leftOut = leftOut;
    this.right = right;
    this.triggers = triggers;
    this.nothing = nothing.program();
  }

  List<Defect> all() {
    return all;
  }

  /** The numbers of all known mistakes, in order. */
  protected abstract List<String> exhibits();

  private GuestProgram trigger(String id) {
    Supplier<? extends StepScript<?>> trigger = triggers.get(id);
    assertNotNull(trigger, "no trigger for " + id + "; add one to Trigger");
    return trigger.get().program();
  }

  private static Trace trace(SystemUnderTest system, GuestProgram program) {
    Trace trace = new Trace();
    system.run(program, trace);
    return trace;
  }

  @ParameterizedTest
  @MethodSource("all")
  void aDefectDiffersOnItsTriggerUnlessItIsSilent(Defect defect) {
    GuestProgram program = trigger(defect.id());
    Trace expected = trace(right.apply(defect.model()), program);
    Trace wrong = trace(defect.system().get(), program);
    if (defect.silent()) {
      assertEquals(expected, wrong);
    } else {
      assertNotEquals(expected, wrong);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void aDefectIsRightWhereNothingIsFilteredOrCounted(Defect defect) {
    assertEquals("defect:" + defect.id(), defect.system().get().id());
    assertEquals(
        trace(right.apply(defect.model()), nothing), trace(defect.system().get(), nothing));
  }

  @Test
  void everyExhibitIsSeededOrLeftOutWithAReason() {
    Stream<String> seeded = all.stream().map(Defect::id);
    Stream<String> left = leftOut.stream().map(Defect.LeftOut::id);
    assertEquals(exhibits(), Stream.concat(seeded, left).sorted().toList());
  }
}
