package pmuoracle.harness.match;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import pmuoracle.harness.architecture.ModelKit;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.Generator;
import pmuoracle.harness.generate.Mixture;
import pmuoracle.harness.generate.Suited;
import pmuoracle.harness.generate.Supported;
import pmuoracle.harness.system.SystemId;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.spec.Step;

/** A system that answers what it can be and do, and never runs. */
public final class Capabilities {
  private final SystemUnderTest system;

  /** One of the supplier's, closed. */
  public Capabilities(Supplier<SystemUnderTest> supplier) {
    try (SystemUnderTest closed = supplier.get()) {
      system = closed;
    }
  }

  /** What it says of itself. */
  public Optional<String> remark() {
    return system.remark();
  }

  /** Programs for the kit's model, of these presets if the system shows anything of them. */
  public Generator generator(ModelKit kit, List<Bias> presets) {
    List<Bias> biases =
        system.id().equals(SystemId.KVM.toString()) ? List.of(Bias.REQUESTS) : presets;
    return suited(new Mixture(biases.stream().map(b -> kit.generator(b)).toList()));
  }

  /** The generator's programs on machines the system can be, without the steps it cannot do. */
  public Generator suited(Generator generator) {
    return supported(new Suited(generator, system));
  }

  /** The generator's programs without the steps the system cannot do. */
  public Generator supported(Generator generator) {
    return new Supported(generator, system::supports);
  }

  /** Whether the system can do the step. */
  public boolean supports(Step step) {
    return system.supports(step);
  }
}
