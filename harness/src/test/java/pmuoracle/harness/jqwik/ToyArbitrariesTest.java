package pmuoracle.harness.jqwik;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import pmuoracle.harness.toy.Toy;
import pmuoracle.harness.toy.Toy.ToyMachine;
import pmuoracle.spec.Step;
import pmuoracle.spec.form.Name;

/** Arbitraries need nothing of a kind of step but its form and how likely it is. */
class ToyArbitrariesTest {
  private static final ToyMachine MACHINE = new ToyMachine(2, false, 2);

  @Provide
  Arbitrary<Step> steps() {
    StepArbitraries arbitraries =
        new StepArbitraries(Toy.FORMS, MACHINE) {
          @Override
          protected Arbitrary<Long> events() {
            return Arbitraries.longs().between(0, 0xff);
          }

          @Override
          protected Arbitrary<Long> values(Name register) {
            return Arbitraries.longs();
          }
        };
    return arbitraries.steps(Toy.Kind.values(), kind -> 1);
  }

  @Property(seed = "24301")
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void everyKindIsMadeAndNoneRefused(@ForAll("steps") Step step) {
    assertEquals(Optional.empty(), MACHINE.refusal(step));
    Statistics.collect(step.verb());
    Statistics.coverage(
        coverage -> {
          for (String verb : Toy.FORMS.verbs()) {
            coverage.check(verb).percentage(share -> share > 5);
          }
        });
  }
}
