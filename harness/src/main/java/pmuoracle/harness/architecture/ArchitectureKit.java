package pmuoracle.harness.architecture;

import java.util.List;
import java.util.Set;
import pmuoracle.harness.defect.Defect;
import pmuoracle.harness.exhaust.Scope;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.Generator;
import pmuoracle.harness.generate.QuestionPrograms;
import pmuoracle.harness.process.WireCodec;
import pmuoracle.harness.shrink.Reduction;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.oracle.Oracle;
import pmuoracle.oracle.difference.Pair;
import pmuoracle.oracle.prove.Catalogue;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Model;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Questions;
import pmuoracle.spec.Rule;
import pmuoracle.spec.Step;
import pmuoracle.spec.Sweep;
import pmuoracle.spec.form.Forms;

/**
 * What one architecture brings; everything else in the harness knows architectures only through
 * this.
 */
public interface ArchitectureKit {
  Architecture architecture();

  /** Oldest first. */
  List<Model> models();

  default Model newest() {
    return models().get(models().size() - 1);
  }

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

  /** An oracle for one thread. */
  Oracle oracle(Model model);

  /** The encoding's verdicts, for one thread. */
  Sweep sweep(Model model);

  /** The same of the built-in implementation. */
  Sweep imperativeSweep(Model model);

  /** Machines that differ in what a filter can be asked about or in what it answers. */
  List<Machine> sweptMachines();

  /** What a filter can be asked about on the machine. */
  Questions questions(Machine machine);

  /** How a guest asks them. */
  QuestionPrograms questionPrograms();

  /** The built-in implementation of the model, for one thread. */
  SystemUnderTest imperative(Model model);

  List<Defect> defects();

  /** The exhibits that are not seeded, with the reason. */
  List<Defect.LeftOut> leftOut();

  Generator generator(Model model, Bias bias);

  /** What is small enough to be run completely. */
  List<Scope> scopes();

  /** How its programs are made smaller. */
  default Reduction reduction() {
    return new Reduction(forms());
  }

  /** Two models to be compared by the solver, in observations of these kinds. */
  Pair pair(Model one, Model other, Set<Observation.Kind> observed);

  /** The pairs of models a reader wants compared, in order: neighbours, or each with a measure. */
  List<List<Model>> comparisons();

  /** The step after which nothing that was asked for is still to take effect. */
  Step settling(int vcpu);
}
