package pmuoracle.harness.architecture.arm64;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.architecture.ModelKit;
import pmuoracle.harness.exhaust.Scope;
import pmuoracle.harness.exhaust.arm64.CallScope;
import pmuoracle.harness.exhaust.arm64.LevelScope;
import pmuoracle.harness.generate.QuestionPrograms;
import pmuoracle.harness.generate.arm64.Arm64Generator;
import pmuoracle.harness.generate.arm64.Arm64QuestionPrograms;
import pmuoracle.harness.system.defect.Defect;
import pmuoracle.harness.system.defect.arm64.Arm64Defects;
import pmuoracle.harness.system.imperative.arm64.Arm64Imperative;
import pmuoracle.harness.system.imperative.arm64.ImperativeSweep;
import pmuoracle.oracle.arm64.Arm64Oracle;
import pmuoracle.oracle.arm64.Arm64Sweep;
import pmuoracle.oracle.difference.arm64.Arm64Pair;
import pmuoracle.oracle.prove.Catalogue;
import pmuoracle.oracle.prove.arm64.Arm64Claims;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Model;
import pmuoracle.spec.Questions;
import pmuoracle.spec.Rule;
import pmuoracle.spec.Step;
import pmuoracle.spec.arm64.Arm64Forms;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.Arm64Questions;
import pmuoracle.spec.arm64.Arm64Rule;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Register;
import pmuoracle.spec.form.Forms;

/** What arm64 brings. */
public final class Arm64Kit implements ArchitectureKit {
  @Override
  public Architecture architecture() {
    return Architecture.ARM64;
  }

  @Override
  public List<Model> models() {
    return List.copyOf(Arm64Models.ALL);
  }

  @Override
  public Model newest() {
    return Arm64Models.NEWEST;
  }

  @Override
  public List<Rule> rules() {
    return List.of(Arm64Rule.values());
  }

  @Override
  public Catalogue catalogue() {
    return new Arm64Claims();
  }

  @Override
  public Forms forms() {
    return Arm64Forms.ALL;
  }

  @Override
  public ModelKit of(Model model) {
    Arm64Model its = (Arm64Model) model;
    return new ModelKit(
        () -> new Arm64Oracle(its),
        () -> new Arm64Sweep(its),
        () -> new Arm64Imperative(its),
        () -> new ImperativeSweep(its),
        bias -> new Arm64Generator(its, bias),
        (other, observed) -> new Arm64Pair(its, (Arm64Model) other, observed));
  }

  @Override
  public List<Machine> sweptMachines() {
    return List.of(Arm64Machine.plain(false), Arm64Machine.tenBits());
  }

  @Override
  public Questions questions(Machine machine) {
    return new Arm64Questions();
  }

  @Override
  public Map<String, Predicate<Step>> eventKinds() {
    return Map.of("chain", Arm64Kit::chains);
  }

  /** Whether the step gives a counter the chain event. */
  private static boolean chains(Step step) {
    return (step instanceof Arm64Step.Write write && chains(write.register(), write.value()))
        || (step instanceof Arm64Step.HostWrite host && chains(host.register(), host.value()));
  }

  private static boolean chains(Register register, long value) {
    return register.kind() == Register.Kind.PMEVTYPER && (short) value == EventType.CHAIN;
  }

  @Override
  public QuestionPrograms questionPrograms() {
    return new Arm64QuestionPrograms();
  }

  @Override
  public List<Defect> defects() {
    return Arm64Defects.ALL;
  }

  @Override
  public List<Defect.LeftOut> leftOut() {
    return Arm64Defects.LEFT_OUT;
  }

  @Override
  public List<Scope<?>> scopes() {
    return List.of(new CallScope(), new LevelScope());
  }

  /** Each with what the architecture says. */
  @Override
  public List<List<Model>> comparisons() {
    return models().stream()
        .filter(m -> !m.equals(Arm64Models.ARCHITECTURE))
        .map(m -> List.<Model>of(m, Arm64Models.ARCHITECTURE))
        .toList();
  }

  @Override
  public Step settling(int vcpu) {
    return new Arm64Step.Load(vcpu);
  }
}
