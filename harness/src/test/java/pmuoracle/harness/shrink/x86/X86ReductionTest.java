package pmuoracle.harness.shrink.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.x86.X86Generator;
import pmuoracle.harness.shrink.Leasts;
import pmuoracle.harness.shrink.Reduction;
import pmuoracle.harness.shrink.Shrinker;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.X86Forms;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Models;
import pmuoracle.spec.x86.X86Step;

class X86ReductionTest {
  private static final Reduction REDUCTION = new Reduction(X86Forms.ALL);
  private static final Shrinker SHRINKER = new Shrinker(REDUCTION);

  /** The first generated program for which the predicate holds, shrunk. */
  private static GuestProgram least(Bias bias, Predicate<GuestProgram> predicate) {
    return Leasts.least(X86Forms.ALL, new X86Generator(X86Models.V7_3, bias), predicate);
  }

  private static Predicate<GuestProgram> some(Predicate<X86Step> step) {
    return program -> program.steps().stream().map(X86Step.class::cast).anyMatch(step);
  }

  private static Predicate<X86Step> request(Predicate<FilterRequest> request) {
    return step -> step instanceof X86Step.SetFilter s && request.test(s.request());
  }

  @Test
  void everyCandidateIsSmallerAndNotRefused() {
    Leasts.assertSmaller(
        X86Forms.ALL, X86Models.V7_3, bias -> new X86Generator(X86Models.V7_3, bias));
  }

  @Test
  void anythingShrinksToNothing() {
    GuestProgram least = least(Bias.WHOLE, program -> true);
    assertEquals(List.of(), least.steps());
    X86Machine machine = (X86Machine) least.machine();
    assertEquals(0, machine.counters());
    assertFalse(machine.globalControl() || machine.nested() || machine.mediated());
    assertEquals(1, machine.vcpus());
  }

  @Test
  void oneEntryOfManyIsLeft() {
    long bit = 1L << 35;
    Predicate<FilterRequest> bad =
        r -> Arrays.stream(r.events().toArray()).anyMatch(e -> (e & bit) != 0) && r.nevents() > 0;
    GuestProgram least =
        least(Bias.REQUESTS, some(request(r -> r.events().size() > 299 && bad.test(r))));
    assertEquals(300, ((X86Step.SetFilter) least.steps().get(0)).request().events().size());
    least = SHRINKER.shrink(least, some(request(bad)));
    assertEquals(List.of(new X86Step.SetFilter(FilterRequest.of(0, 0, 0, bit))), least.steps());
  }

  @Test
  void aClaimedCountIsLoweredWithoutItsEvents() {
    GuestProgram least = least(Bias.REQUESTS, some(request(r -> r.nevents() > 300)));
    FilterRequest request = ((X86Step.SetFilter) least.steps().get(0)).request();
    assertEquals(0, request.events().size());
    assertEquals(301, request.nevents());
  }

  @Test
  void countersAndVirtualCpusAreRenumbered() {
    GuestProgram least =
        least(
            Bias.WHOLE,
            program ->
                writes(program, Register.Kind.EVENT_SELECT, 2)
                    || (writes(program, Register.Kind.EVENT_SELECT, 0)
                        && writes(program, Register.Kind.FIXED_COUNTER, 0)));
    assertEquals(1, least.machine().vcpus());
    for (Step step : least.steps()) {
      assertEquals(0, step.vcpu());
    }
  }

  private static boolean writes(GuestProgram program, Register.Kind kind, int index) {
    return some(s ->
            s instanceof X86Step.Write w
                && w.register().kind() == kind
                && w.register().index() == index)
        .test(program);
  }

  @Test
  void oneEventIsLoweredInSeveralPlacesTogether() {
    Predicate<GuestProgram> meet =
        program -> {
          for (Step step : program.steps()) {
            if (step instanceof X86Step.Retire r
                && r.event() != 0
                && some(s ->
                        s instanceof X86Step.Write w
                            && w.register().kind() == Register.Kind.EVENT_SELECT
                            && (w.value() & 0xffff) == r.event())
                    .and(
                        some(
                            request(
                                q ->
                                    Arrays.stream(q.events().toArray())
                                        .anyMatch(e -> e == r.event()))))
                    .test(program)) {
              return true;
            }
          }
          return false;
        };
    GuestProgram least = least(Bias.WHOLE, meet);
    assertEquals(3, least.steps().size());
    for (Step step : least.steps()) {
      if (step instanceof X86Step.Retire r) {
        assertEquals(1, r.event());
      }
    }
  }

  @Test
  void whatDoesNotHoldCannotBeShrunk() {
    GuestProgram program = new GuestProgram(X86Machine.amd(), List.of());
    assertThrows(IllegalArgumentException.class, () -> SHRINKER.shrink(program, p -> false));
  }
}
