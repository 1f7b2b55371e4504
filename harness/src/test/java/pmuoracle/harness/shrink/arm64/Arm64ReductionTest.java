package pmuoracle.harness.shrink.arm64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.arm64.Arm64Generator;
import pmuoracle.harness.shrink.Leasts;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.arm64.Arm64Forms;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.FilterRequest;
import pmuoracle.spec.arm64.Register;

class Arm64ReductionTest {
  static final List<Arm64Model> MODELS = Arm64Models.ALL;

  /** The first generated program for which the predicate holds, shrunk. */
  private static GuestProgram least(Bias bias, Predicate<GuestProgram> predicate) {
    return Leasts.least(Arm64Forms.ALL, new Arm64Generator(Arm64Models.V7_3, bias), predicate);
  }

  private static Predicate<GuestProgram> some(Predicate<Arm64Step> step) {
    return program -> program.steps().stream().map(Arm64Step.class::cast).anyMatch(step);
  }

  private static Predicate<GuestProgram> request(Predicate<FilterRequest> request) {
    return some(step -> step instanceof Arm64Step.SetFilter s && request.test(s.request()));
  }

  private static List<Arm64Step> filter(int base, int nevents, int action) {
    return List.of(new Arm64Step.SetFilter(0, FilterRequest.of(base, nevents, action)));
  }

  @ParameterizedTest
  @FieldSource("MODELS")
  void everyCandidateIsSmallerAndNotRefused(Arm64Model model) {
    Leasts.assertSmaller(Arm64Forms.ALL, model, bias -> new Arm64Generator(model, bias));
  }

  @Test
  void anythingShrinksToNothingOnThePlainMachine() {
    Arm64Machine plain = Arm64Machine.plain(false);
    Predicate<GuestProgram> isVersion6 = p -> ((Arm64Machine) p.machine()).vmVersion() == 6;
    GuestProgram least = least(Bias.WHOLE, isVersion6);
    assertEquals(List.of(), least.steps());
    Arm64Machine machine = (Arm64Machine) least.machine();
    assertEquals(1, machine.counters());
    assertEquals(
        new Arm64Machine(
            6, false, 6, 1, true, true, false, true, false, plain.irqchip(), 1, true, -1, -1, 1),
        machine);
  }

  @Test
  void aRangeShrinksToTheEventThatMatters() {
    Predicate<FilterRequest> covers8 =
        r -> r.base() <= 8 && 8 < r.base() + r.nevents() && r.action() == FilterRequest.DENY;
    assertEquals(filter(8, 1, 1), least(Bias.REQUESTS, request(covers8)).steps());
  }

  @Test
  void aRangeKeepsTheEndThatMatters() {
    Predicate<FilterRequest> beyond = r -> r.base() + r.nevents() > 0x1_0000;
    FilterRequest least =
        ((Arm64Step.SetFilter) least(Bias.REQUESTS, request(beyond)).steps().get(0)).request();
    assertEquals(0x1_0001, least.base() + least.nevents());
  }

  @Test
  void whatIsOddAboutARequestIsCleared() {
    assertEquals(filter(0, 1, 2), least(Bias.REQUESTS, request(r -> r.action() > 1)).steps());
    assertEquals(filter(0, 1, 0), least(Bias.REQUESTS, request(r -> r.pad() == 0)).steps());
  }

  @Test
  void countersAndVirtualCpusAreRenumbered() {
    Predicate<GuestProgram> twoCounters =
        some(
            s ->
                s instanceof Arm64Step.Write w
                    && w.register().kind() == Register.Kind.PMEVTYPER
                    && w.vcpu() > 0
                    && w.register().index() > 0);
    GuestProgram least = least(Bias.WHOLE, twoCounters);
    assertEquals(List.of(new Arm64Step.Write(1, Register.type(1), 0)), least.steps());
    assertEquals(2, least.machine().vcpus());
  }

  @Test
  void oneEventIsLoweredInSeveralPlacesTogether() {
    GuestProgram least =
        least(
            Bias.WHOLE,
            program ->
                program.steps().stream()
                    .filter(Arm64Step.Retire.class::isInstance)
                    .map(step -> ((Arm64Step.Retire) step).event())
                    .anyMatch(
                        event ->
                            request(r -> r.base() == event && r.nevents() > 0)
                                .and(
                                    some(
                                        s ->
                                            s instanceof Arm64Step.Write w
                                                && w.register().kind() == Register.Kind.PMEVTYPER
                                                && (w.value() & 0xffff) == event))
                                .test(program)));
    assertEquals(3, least.steps().size());
    assertTrue(least.steps().contains(new Arm64Step.Retire(0, 1, 1)), least::toString);
    assertTrue(least.steps().containsAll(filter(1, 1, 0)), least::toString);
  }
}
