package pmuoracle.harness.architecture.x86;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.architecture.ModelKit;
import pmuoracle.harness.exhaust.Scope;
import pmuoracle.harness.exhaust.x86.FilterScope;
import pmuoracle.harness.generate.QuestionPrograms;
import pmuoracle.harness.generate.x86.X86Generator;
import pmuoracle.harness.generate.x86.X86QuestionPrograms;
import pmuoracle.harness.system.Probe;
import pmuoracle.harness.system.defect.Defect;
import pmuoracle.harness.system.defect.x86.X86Defects;
import pmuoracle.harness.system.imperative.x86.ImperativeSweep;
import pmuoracle.harness.system.imperative.x86.X86Imperative;
import pmuoracle.harness.system.kvm.x86.RunningKernel;
import pmuoracle.oracle.difference.x86.X86Pair;
import pmuoracle.oracle.prove.Catalogue;
import pmuoracle.oracle.prove.x86.X86Claims;
import pmuoracle.oracle.x86.X86Oracle;
import pmuoracle.oracle.x86.X86Sweep;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Model;
import pmuoracle.spec.Questions;
import pmuoracle.spec.Rule;
import pmuoracle.spec.Step;
import pmuoracle.spec.form.Forms;
import pmuoracle.spec.x86.X86Forms;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Models;
import pmuoracle.spec.x86.X86Questions;
import pmuoracle.spec.x86.X86Rule;
import pmuoracle.spec.x86.X86Step;

/** What x86 brings. */
public final class X86Kit implements ArchitectureKit {
  @Override
  public Architecture architecture() {
    return Architecture.X86;
  }

  @Override
  public List<Model> models() {
    return List.copyOf(X86Models.ALL);
  }

  @Override
  public Model newest() {
    return X86Models.NEWEST;
  }

  @Override
  public List<Rule> rules() {
    return List.of(X86Rule.values());
  }

  @Override
  public Catalogue catalogue() {
    return new X86Claims();
  }

  @Override
  public Forms forms() {
    return X86Forms.ALL;
  }

  @Override
  public ModelKit of(Model model) {
    X86Model its = (X86Model) model;
    return new ModelKit(
        () -> new X86Oracle(its),
        () -> new X86Sweep(its),
        () -> new X86Imperative(its),
        () -> new ImperativeSweep(its),
        bias -> new X86Generator(its, bias),
        (other, observed) -> new X86Pair(its, (X86Model) other, observed));
  }

  @Override
  public List<Machine> sweptMachines() {
    return List.of(X86Machine.intel(1, X86Machine.MAX_FIXED), X86Machine.amd());
  }

  @Override
  public Questions questions(Machine machine) {
    return new X86Questions(((X86Machine) machine).vendor());
  }

  @Override
  public QuestionPrograms questionPrograms() {
    return new X86QuestionPrograms();
  }

  @Override
  public Optional<Probe> kvm() {
    return Optional.of(RunningKernel::systems);
  }

  @Override
  public List<Defect> defects() {
    return X86Defects.ALL;
  }

  @Override
  public List<Defect.LeftOut> leftOut() {
    return X86Defects.LEFT_OUT;
  }

  @Override
  public List<Scope<?>> scopes() {
    return List.of(new FilterScope());
  }

  /** Each generation with the next. */
  @Override
  public List<List<Model>> comparisons() {
    List<Model> models = models();
    return IntStream.range(1, models.size()).mapToObj(i -> models.subList(i - 1, i + 1)).toList();
  }

  @Override
  public Step settling(int vcpu) {
    return new X86Step.Enter(vcpu);
  }
}
