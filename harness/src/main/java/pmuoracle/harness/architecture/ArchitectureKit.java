package pmuoracle.harness.architecture;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import pmuoracle.harness.exhaust.Scope;
import pmuoracle.harness.generate.QuestionPrograms;
import pmuoracle.harness.shrink.Reduction;
import pmuoracle.harness.system.Probe;
import pmuoracle.harness.system.defect.Defect;
import pmuoracle.harness.system.process.WireCodec;
import pmuoracle.oracle.prove.Catalogue;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Model;
import pmuoracle.spec.Questions;
import pmuoracle.spec.Rule;
import pmuoracle.spec.Step;
import pmuoracle.spec.form.Forms;

/**
 * What one architecture brings; everything else in the harness knows architectures only through
 * this.
 */
public interface ArchitectureKit {
  Architecture architecture();

  /** In the order of listings; of several that a system may be, the last is taken. */
  List<Model> models();

  /** The model that is meant where nobody says which. */
  Model newest();

  /** The law book. */
  List<Rule> rules();

  /** The claims about its models. */
  Catalogue catalogue();

  /** What its machines and steps consist of. */
  Forms forms();

  /** Machines and steps for a process. */
  default WireCodec wireCodec() {
    return new WireCodec(forms());
  }

  /** What it brings for one of its models. */
  ModelKit of(Model model);

  /** Machines that differ in what a filter can be asked about or in what it answers. */
  List<Machine> sweptMachines();

  /** What a filter can be asked about on the machine. */
  Questions questions(Machine machine);

  /** Words for what steps of several kinds do with one kind of event. */
  default Map<String, Predicate<Step>> eventKinds() {
    return Map.of();
  }

  /** How a guest asks them. */
  QuestionPrograms questionPrograms();

  /** The filter of the running kernel; empty if it is not driven on this architecture. */
  default Optional<Probe> kvm() {
    return Optional.empty();
  }

  List<Defect> defects();

  /** The exhibits that are not seeded, with the reason. */
  List<Defect.LeftOut> leftOut();

  /** What is small enough to be run completely. */
  List<Scope<?>> scopes();

  /** How its programs are made smaller. */
  default Reduction reduction() {
    return new Reduction(forms());
  }

  /** The pairs of models a reader wants compared, in order: neighbours, or each with a measure. */
  List<List<Model>> comparisons();

  /** The step after which nothing that was asked for is still to take effect. */
  Step settling(int vcpu);
}
