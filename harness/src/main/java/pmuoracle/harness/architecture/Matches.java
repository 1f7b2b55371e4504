package pmuoracle.harness.architecture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import pmuoracle.harness.campaign.Contest;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.system.SystemUnavailable;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.oracle.Oracle;
import pmuoracle.spec.Model;
import pmuoracle.spec.Rule;

/** Which models meet which systems. */
public final class Matches {
  private final List<Bias> presets;
  private final List<ArchitectureKit> kits;
  private final List<String> skipped = new ArrayList<>();

  /**
   * With generators of these presets; for the running kernel, which sees requests only, of
   * requests.
   *
   * @param kits of the architectures that are wanted where no model says which
   */
  public Matches(List<Bias> presets, List<ArchitectureKit> kits) {
    this.presets = List.copyOf(presets);
    this.kits = List.copyOf(kits);
  }

  /**
   * Systems that the default would include and that cannot be had here, each a line with the
   * reason.
   */
  public List<String> skipped() {
    return Collections.unmodifiableList(skipped);
  }

  /**
   * Every named model with every named system of its architecture. Without models: a defect's own,
   * the one that a system is found to behave as if only asking it can tell, else the newest of each
   * architecture. Without either: also the running kernel, if it can be had.
   */
  public List<Match> of(List<String> modelIds, List<String> systemIds) {
    List<Match> matches = new ArrayList<>();
    for (String system : systemIds.isEmpty() ? List.of(Systems.IMPERATIVE) : systemIds) {
      if (modelIds.isEmpty()) {
        matches.addAll(usual(system));
      }
      for (String model : modelIds) {
        matches.add(match(ArchitectureKits.model(model), system, List.of()));
      }
    }
    if (modelIds.isEmpty() && systemIds.isEmpty()) {
      addKernelIfAny(matches);
    }
    return matches;
  }

  private void addKernelIfAny(List<Match> matches) {
    try {
      matches.addAll(usual(Systems.KVM));
    } catch (SystemUnavailable why) {
      skipped.add("skipped: " + why.getMessage());
    }
  }

  private List<Match> usual(String system) {
    if (system.startsWith(Systems.DEFECT)) {
      return List.of(match(Systems.defect(system).model(), system, List.of()));
    }
    List<Match> matches = new ArrayList<>();
    for (ArchitectureKit kit : kits) {
      if (!Systems.isOf(kit.architecture(), system)) {
        continue;
      }
      matches.add(
          Systems.isOpaque(system) ? chosen(kit, system) : match(kit.newest(), system, List.of()));
    }
    return matches;
  }

  private Match chosen(ArchitectureKit kit, String system) {
    Choice choice = Choice.of(kit, system);
    return choice
        .model()
        .map(model -> match(model, system, List.of(choice.why())))
        .orElseGet(
            () ->
                match(kit.newest(), system, List.of(choice.why() + "; compared with the newest")));
  }

  private Match match(Model model, String system, List<String> why) {
    ArchitectureKit kit = ArchitectureKits.of(model.architecture());
    Supplier<SystemUnderTest> supplier = Systems.ofUser().supplier(system, model);
    Witness witness = new Witness(supplier);
    return new Match(
        model,
        system,
        new Contest(
            witness.generator(kit, model, presets),
            () -> kit.oracle(model),
            supplier,
            kit.reduction(),
            rules(kit, model),
            () -> kit.catalogue().watch(model)),
        Stream.concat(witness.remark().stream(), why.stream()).toList());
  }

  private static List<Rule> rules(ArchitectureKit kit, Model model) {
    try (Oracle oracle = kit.oracle(model)) {
      return oracle.rules();
    }
  }
}
