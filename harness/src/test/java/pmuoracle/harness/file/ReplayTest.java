package pmuoracle.harness.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import pmuoracle.harness.conclusion.Account;
import pmuoracle.harness.conclusion.Conclusion;
import pmuoracle.harness.conclusion.Count;
import pmuoracle.harness.system.SystemUnavailable;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.oracle.Decision;
import pmuoracle.oracle.Oracle;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;
import pmuoracle.spec.Rule;
import pmuoracle.spec.Trace;
import pmuoracle.spec.x86.X86Rule;

class ReplayTest {
  private static final String FILE =
      """
      title: a denied event does not count
      model: x86/7.3
      rules: [X86-LISTED-DENIED]
      machine: {vendor: intel, general-purpose: 1, fixed: 0, vcpus: 1}
      steps:
        - set-filter: {action: deny, events: [0x00c0]}
          expect: {errno: 0}
        - read: {msr: IA32_PMC0}
          expect: {fault: none, value: unknown}
        - retire: {event: 0x00c0, times: 100, privilege: kernel}
          expect: {counts: {gp0: 0}}
      """;

  private static final ProgramFile PLAIN = X86Files.READER.read("f.yaml", FILE);

  /**
   * A system that answers 0 but for the count, which is its name's; {@code silent} says nothing.
   */
  private record Fake(String id) implements SystemUnderTest {
    @Override
    public void run(GuestProgram program, Trace into) {
      cell(into, 0);
      into.endStep();
      cell(into, 0);
      cell(into, 77);
      into.endStep();
      cell(into, id.equals("defect:counts") ? 100 : 0);
      into.endStep();
    }

    private void cell(Trace into, long cell) {
      if (id.equals("process:silent")) {
        into.addUnknown();
      } else {
        into.add(cell);
      }
    }
  }

  /** An oracle that predicts as expected, with the rule or without. */
  private record FakeOracle(Model model, boolean fires, String says) implements Oracle {
    @Override
    public List<Rule> rules() {
      return List.of();
    }

    @Override
    public void predict(GuestProgram program, Trace into, RuleSet fired) {
      new Fake(says).run(program, into);
      if (fires) {
        fired.add(X86Rule.LISTED_DENIED);
      }
    }

    @Override
    public void evaluate(GuestProgram program, Trace into) {
      throw new AssertionError("not asked here");
    }

    @Override
    public List<List<Decision>> explain(GuestProgram program) {
      throw new AssertionError("not asked here");
    }
  }

  private record Fakes(boolean fires, String says) implements Engines {
    Fakes(boolean fires) {
      this(fires, "oracle");
    }

    @Override
    public Oracle oracle(Model model) {
      return new FakeOracle(model, fires, says);
    }

    @Override
    public SystemUnderTest system(String id, Model model) {
      if (id.equals("kvm")) {
        throw new SystemUnavailable("kvm: not here");
      }
      return new Fake(id);
    }
  }

  private static List<Replayed> replayed(String more) {
    return new Replay(new Fakes(true)).replay(X86Files.READER.read("f.yaml", FILE + more));
  }

  private static List<String> told(List<Replayed> all) {
    return all.stream().map(r -> r.isMet() + " " + r.show("f.yaml")).toList();
  }

  @Test
  void aFileIsReplayedOnTheOracleAndTheImperativeSystem() {
    assertEquals(
        List.of("true f.yaml, oracle: as expected", "true f.yaml, imperative: as expected"),
        told(replayed("")));
  }

  @Test
  void aSystemThatMustDifferIsMetByDiffering() {
    assertEquals(
        List.of(
            "true f.yaml, oracle: as expected",
            "true f.yaml, imperative: as expected",
            "true f.yaml, defect:counts: differs, as it must: step 3: gp0: expected 0, found 100",
            "false f.yaml, defect:none: as expected in 3 observations; must differ"),
        told(replayed("differs: [defect:counts, defect:none]\n")));
  }

  @Test
  void aSystemThatMustAgreeIsNotMetByDifferingOrBySilence() {
    assertEquals(
        List.of(
            "true f.yaml, oracle: as expected",
            "true f.yaml, imperative: as expected",
            "false f.yaml, defect:counts: step 3: gp0: expected 0, found 100",
            "false f.yaml, process:silent: nothing was compared; expected at least one observation"
                + " both sides know"),
        told(replayed("agrees: [imperative, defect:counts, process:silent]\n")));
  }

  @Test
  void aSystemThatCannotBeHadIsNotMetAndSaysSo() {
    List<Replayed> all = replayed("agrees: [kvm]\n");
    assertEquals("false f.yaml, kvm: skipped: kvm: not here", told(all).get(2));
    assertEquals(List.of(false, false, true), all.stream().map(Replayed::isSkipped).toList());
  }

  @Test
  void theImperativeSystemMayBeTheOneThatDiffers() {
    assertEquals(
        List.of(
            "true f.yaml, oracle: as expected",
            "false f.yaml, imperative: as expected in 3 observations; must differ"),
        told(replayed("differs: [imperative]\n")));
  }

  @Test
  void aRuleThatTookNoPartIsTold() {
    Replayed oracle = new Replay(new Fakes(false)).onOracle(PLAIN);
    assertFalse(oracle.isMet());
    assertEquals("f.yaml, oracle: took no part: X86-LISTED-DENIED", oracle.show("f.yaml"));
  }

  /** An oracle that leaves everything open, as one does that was made to know less. */
  @Test
  void anExpectationThatTheOracleLeavesOpenFails() {
    Replayed oracle = new Replay(new Fakes(true, "process:silent")).onOracle(PLAIN);
    assertFalse(oracle.isMet());
    assertEquals(1, oracle.account().get(Count.DIFFERENT));
    assertTrue(
        oracle.show("f.yaml").contains("step 3: gp0: expected 0, found unknown"),
        () -> oracle.show("f.yaml"));
  }

  @Test
  void aSystemThatShowsNothingIsNoAgreement() {
    Account silent = replayed("agrees: [process:silent]\n").get(2).account();
    assertEquals(0, silent.get(Count.COMPARED));
    assertEquals(Conclusion.INCONCLUSIVE, silent.plus(Count.COMPARED, 7).conclusion());
  }

  /** Wrong each second time. */
  @Test
  void aSystemThatIsNotAlwaysWrongIsFlaky() {
    AtomicInteger runs = new AtomicInteger();
    Engines engines =
        new Engines() {
          @Override
          public Oracle oracle(Model model) {
            return new FakeOracle(model, true, "oracle");
          }

          @Override
          public SystemUnderTest system(String id, Model model) {
            return new SystemUnderTest() {
              @Override
              public String id() {
                return id;
              }

              @Override
              public void run(GuestProgram program, Trace into) {
                boolean wrong = id.equals("kvm") && runs.incrementAndGet() % 2 == 1;
                new Fake(wrong ? "defect:counts" : id).run(program, into);
              }
            };
          }
        };
    Replayed flaky =
        new Replay(engines).replay(X86Files.READER.read("f.yaml", FILE + "agrees: [kvm]\n")).get(2);
    assertFalse(flaky.isMet());
    assertEquals(1, flaky.account().get(Count.FLAKY));
    assertEquals(0, flaky.account().get(Count.DIFFERENT));
    assertEquals(
        "f.yaml, kvm: flaky: step 3: gp0: expected 0, found 100; as expected 2 of 3 times when it"
            + " was run again",
        flaky.show("f.yaml"));
  }

  @Test
  void aPlainProgramIsNotReplayed() {
    String plain = FILE.replaceAll(" +expect.*\n", "");
    assertEquals(
        List.of(), new Replay(new Fakes(true)).replay(X86Files.READER.read("f.yaml", plain)));
  }

  @Test
  void anEngineThatLosesAStepIsBroken() {
    Trace short1 = new Trace();
    short1.endStep();
    assertThrows(AssertionError.class, () -> Replay.differences(PLAIN, short1));
    assertTrue(PLAIN.expected().isPresent());
  }
}
