package pmuoracle.harness.match;

import java.util.List;
import pmuoracle.harness.campaign.Contest;
import pmuoracle.harness.generate.Generator;
import pmuoracle.harness.system.SystemId;
import pmuoracle.spec.Model;

/**
 * A model and a system that are to be compared.
 *
 * @param remarks what should be said of the choice and of the system
 */
public record Match(Model model, SystemId system, Contest contest, List<String> remarks) {
  public Match {
    remarks = List.copyOf(remarks);
  }

  /** The same with other programs. */
  public Match withGenerator(Generator other) {
    return new Match(model, system, contest.withGenerator(other), remarks);
  }

  @Override
  public String toString() {
    return system + " against " + model.id();
  }
}
