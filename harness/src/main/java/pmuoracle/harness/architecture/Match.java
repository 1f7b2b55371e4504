package pmuoracle.harness.architecture;

import java.util.Optional;
import pmuoracle.harness.campaign.Contest;
import pmuoracle.spec.Model;

/**
 * A model and a system that are to be compared.
 *
 * @param system its id
 * @param remark what should be said of the choice
 */
public record Match(Model model, String system, Contest contest, Optional<String> remark) {
  @Override
  public String toString() {
    return system + " against " + model.id();
  }
}
