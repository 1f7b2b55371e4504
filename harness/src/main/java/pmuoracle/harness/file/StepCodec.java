package pmuoracle.harness.file;

import java.util.List;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Model;
import pmuoracle.spec.Step;

/**
 * One architecture's machines and steps in files. What {@link #write} makes, the reader reads back
 * to an equal object; every reading throws a {@link pmuoracle.spec.BadInput} that names the place.
 */
public interface StepCodec {
  Architecture architecture();

  /** The names of the steps. */
  List<String> verbs();

  /** The machine this mapping describes. */
  Machine readMachine(Value mapping);

  FlowMap write(Machine machine);

  /**
   * The step this mapping describes; that the machine accepts it is checked by the caller.
   *
   * @param verb one of {@link #verbs}
   */
  Step readStep(String verb, Value mapping, Machine machine, Model model);

  FlowMap write(Step step, Machine machine, Model model);
}
