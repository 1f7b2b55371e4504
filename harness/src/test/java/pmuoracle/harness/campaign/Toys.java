package pmuoracle.harness.campaign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.x86.X86Generator;
import pmuoracle.harness.shrink.Reduction;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.oracle.Decision;
import pmuoracle.oracle.Oracle;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Rule;
import pmuoracle.spec.Step;
import pmuoracle.spec.Trace;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.MaskedEntry;
import pmuoracle.spec.x86.X86Forms;
import pmuoracle.spec.x86.X86Models;
import pmuoracle.spec.x86.X86Rule;
import pmuoracle.spec.x86.X86Step;

/** An oracle to which nothing ever happens, and systems that differ from it in one simple way. */
final class Toys {
  static final long SEED = 0x5eed;

  private Toys() {}

  /** Answers 0 everywhere. */
  static class Quiet implements Oracle {
    @Override
    public List<Rule> rules() {
      return List.of();
    }

    @Override
    public Model model() {
      return X86Models.V6_3;
    }

    @Override
    public void predict(GuestProgram program, Trace into, RuleSet fired) {
      evaluate(program, into);
      fired.add(X86Rule.NO_FILTER_ALLOWS);
    }

    @Override
    public void evaluate(GuestProgram program, Trace into) {
      fill(program, into, -1);
    }

    @Override
    public List<List<Decision>> explain(GuestProgram program) {
      List<List<Decision>> all = new ArrayList<>();
      for (Step step : program.steps()) {
        List<Decision> decisions = new ArrayList<>();
        for (Observation what : program.machine().observations(step)) {
          decisions.add(new Decision(what, true, 0, List.of(X86Rule.EXCLUDE_WINS), ""));
        }
        all.add(decisions);
      }
      return all;
    }
  }

  /** Answers 1 in every cell of the program's last retired event if the program is a bad one. */
  record Erring(Predicate<GuestProgram> bad) implements SystemUnderTest {
    @Override
    public String id() {
      return "erring";
    }

    @Override
    public void run(GuestProgram program, Trace into) {
      fill(program, into, bad.test(program) ? lastRetire(program) : -1);
    }
  }

  /** Never errs, likes batches, and counts the programs it is given outside of one. */
  static final class Batched implements SystemUnderTest {
    static final AtomicInteger RUNS = new AtomicInteger();

    @Override
    public String id() {
      return "batched";
    }

    @Override
    public int batch() {
      return 32;
    }

    @Override
    public void run(GuestProgram program, Trace into) {
      RUNS.incrementAndGet();
      fill(program, into, -1);
    }

    @Override
    public void runAll(List<GuestProgram> programs, List<Trace> into) {
      for (int i = 0; i < programs.size(); i++) {
        fill(programs.get(i), into.get(i), -1);
      }
    }
  }

  static int lastRetire(GuestProgram program) {
    int last = program.steps().size() - 1;
    while (last >= 0 && !(program.steps().get(last) instanceof X86Step.Retire)) {
      last--;
    }
    return last;
  }

  private static void fill(GuestProgram program, Trace into, int erring) {
    for (int i = 0; i < program.steps().size(); i++) {
      for (Observation ignored : program.machine().observations(program.steps().get(i))) {
        into.add(i == erring ? 1 : 0);
      }
      into.endStep();
    }
  }

  /** Whether some request without fault in its form has a masked exclude entry. */
  static boolean hasExclude(GuestProgram program) {
    return program.steps().stream()
        .filter(X86Step.SetFilter.class::isInstance)
        .map(step -> ((X86Step.SetFilter) step).request())
        .anyMatch(Toys::hasExclude);
  }

  private static boolean hasExclude(FilterRequest request) {
    return request.flags() == FilterRequest.MASKED_EVENTS
        && request.nevents() == request.events().size()
        && Arrays.stream(request.events().toArray())
            .anyMatch(entry -> (entry & MaskedEntry.EXCLUDE) != 0);
  }

  static Contest contest(Supplier<Oracle> oracle, Supplier<SystemUnderTest> system) {
    return new Contest(
        new X86Generator(X86Models.V6_3, Bias.WHOLE),
        oracle,
        system,
        Unknowns.MODEL_MAY_LEAVE_OPEN,
        new Reduction(X86Forms.ALL),
        List.<Rule>of(X86Rule.values()),
        () -> program -> OptionalInt.empty());
  }

  static Contest against(Predicate<GuestProgram> bad) {
    return contest(Quiet::new, () -> new Erring(bad));
  }

  static CampaignResult run(Contest contest, CampaignPlan plan) {
    return new Campaign(contest, plan, new CampaignListener() {}).run();
  }
}
