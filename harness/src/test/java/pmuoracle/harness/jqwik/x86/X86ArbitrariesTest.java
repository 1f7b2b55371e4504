package pmuoracle.harness.jqwik.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import pmuoracle.harness.jqwik.Shrunk;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.MaskedEntry;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Models;
import pmuoracle.spec.x86.X86Step;

class X86ArbitrariesTest {
  @Provide
  Arbitrary<Tuple2<X86Model, GuestProgram>> programs() {
    return Arbitraries.of(X86Models.ALL)
        .flatMap(model -> X86Arbitraries.programs(model).map(program -> Tuple.of(model, program)));
  }

  @Property(seed = "24301")
  void everyProgramIsOneItsModelSpeaksAbout(
      @ForAll("programs") Tuple2<X86Model, GuestProgram> sample) {
    assertEquals(Optional.empty(), sample.get1().refusal(sample.get2().machine()));
  }

  @Provide
  Arbitrary<FilterRequest> filters() {
    return X86RequestArbitraries.filters(X86Models.V6_3, Vendor.INTEL);
  }

  @Property(seed = "24301")
  void everyFilterIsHonest(@ForAll("filters") FilterRequest filter) {
    assertEquals(filter.events().size(), filter.nevents());
    assertTrue(filter.action() <= 1 && filter.flags() <= 1);
    for (long entry : filter.events().toArray()) {
      long fields = MaskedEntry.MASK | MaskedEntry.EXCLUDE | 0xffff;
      assertEquals(0, entry & ~(filter.flags() == 0 ? 0xffff : fields));
    }
  }

  @Example
  void aFailingProgramShrinksToItsSteps() {
    GuestProgram least =
        Shrunk.first(
            X86Arbitraries.programs(X86Models.V6_3),
            program -> hasExclude(program) && retires(program));
    assertEquals(2, least.steps().size(), least::toString);
    for (Step step : least.steps()) {
      if (step instanceof X86Step.SetFilter s) {
        assertEquals(1, s.request().events().size());
      } else {
        X86Step.Retire retire = (X86Step.Retire) step;
        assertEquals(List.of(0L, 1L), List.of(retire.event(), retire.times()));
      }
    }
  }

  private static boolean hasExclude(GuestProgram program) {
    return program.steps().stream()
        .anyMatch(
            step ->
                step instanceof X86Step.SetFilter s
                    && Arrays.stream(s.request().events().toArray())
                        .anyMatch(entry -> (entry & MaskedEntry.EXCLUDE) != 0));
  }

  private static boolean retires(GuestProgram program) {
    return program.steps().stream().anyMatch(X86Step.Retire.class::isInstance);
  }
}
