package pmuoracle.harness.defect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;
import pmuoracle.spec.Trace;

/** What holds of the seeded defects of each architecture. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DefectCases {
  protected abstract List<Defect> all();

  protected abstract List<Defect.LeftOut> leftOut();

  /** The numbers of all known mistakes, in order. */
  protected abstract List<String> exhibits();

  /** What the defect is a wrong implementation of. */
  protected abstract SystemUnderTest right(Model model);

  /** A program on which the defect of this number shows; an error if there is none. */
  protected abstract GuestProgram trigger(String id);

  /** A program that filters and counts nothing. */
  protected abstract GuestProgram nothing();

  private static Trace trace(SystemUnderTest system, GuestProgram program) {
    Trace trace = new Trace();
    system.run(program, trace);
    return trace;
  }

  @ParameterizedTest
  @MethodSource("all")
  void aDefectDiffersOnItsTriggerUnlessItIsSilent(Defect defect) {
    GuestProgram program = trigger(defect.id());
    Trace right = trace(right(defect.model()), program);
    Trace wrong = trace(defect.system().get(), program);
    if (defect.silent()) {
      assertEquals(right, wrong);
    } else {
      assertNotEquals(right, wrong);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void aDefectIsRightWhereNothingIsFilteredOrCounted(Defect defect) {
    assertEquals("defect:" + defect.id(), defect.system().get().id());
    assertEquals(
        trace(right(defect.model()), nothing()), trace(defect.system().get(), nothing()));
  }

  @Test
  void everyExhibitIsSeededOrLeftOutWithAReason() {
    Stream<String> seeded = all().stream().map(Defect::id);
    Stream<String> left = leftOut().stream().map(Defect.LeftOut::id);
    assertEquals(exhibits(), Stream.concat(seeded, left).sorted().toList());
  }
}
