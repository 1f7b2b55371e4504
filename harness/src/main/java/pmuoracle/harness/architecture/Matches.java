package pmuoracle.harness.architecture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import pmuoracle.harness.campaign.Contest;
import pmuoracle.harness.campaign.Identification;
import pmuoracle.harness.campaign.Judge;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.Generator;
import pmuoracle.harness.generate.Mixture;
import pmuoracle.harness.generate.Suited;
import pmuoracle.harness.generate.Supported;
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
   * Every named model with every named system of its architecture. Without models: the newest ones,
   * a defect's own, and for the running kernel the newest that it behaves as. Without either: also
   * the running kernel, if it can be had.
   */
  public List<Match> of(List<String> modelIds, List<String> systemIds) {
    List<Match> matches = new ArrayList<>();
    for (String system : systemIds.isEmpty() ? List.of(Systems.IMPERATIVE) : systemIds) {
      for (Model model :
          modelIds.isEmpty()
              ? usual(system)
              : modelIds.stream().map(ArchitectureKits::model).toList()) {
        matches.add(match(model, system, Optional.empty()));
      }
      if (modelIds.isEmpty() && system.equals(Systems.KVM)) {
        matches.add(kernel());
      }
    }
    if (modelIds.isEmpty() && systemIds.isEmpty()) {
      addKernelIfAny(matches);
    }
    return matches;
  }

  private void addKernelIfAny(List<Match> matches) {
    try {
      matches.add(kernel());
    } catch (SystemUnavailable why) {
      skipped.add("skipped: " + why.getMessage());
    }
  }

  private List<Model> usual(String system) {
    if (system.startsWith(Systems.DEFECT)) {
      return List.of(Systems.defect(system).model());
    }
    if (system.equals(Systems.KVM)) {
      return List.of();
    }
    return kits.stream()
        .filter(k -> !Systems.isProcess(system) || Systems.isOf(k.architecture(), system))
        .map(Matches::newest)
        .toList();
  }

  private static Model newest(ArchitectureKit kit) {
    return kit.models().get(kit.models().size() - 1);
  }

  private Match match(Model model, String system, Optional<String> remark) {
    ArchitectureKit kit = ArchitectureKits.of(model.architecture());
    Supplier<SystemUnderTest> supplier = new Systems().supplier(system, model);
    SystemUnderTest witness = witness(supplier);
    List<Bias> biases = system.equals(Systems.KVM) ? List.of(Bias.REQUESTS) : presets;
    Generator generator = generator(kit, model, witness, biases);
    return new Match(
        model,
        system,
        new Contest(
            generator,
            () -> kit.oracle(model),
            supplier,
            kit.reduction(),
            rules(kit, model),
            () -> kit.catalogue().watch(model)),
        remark.or(witness::remark));
  }

  private static List<Rule> rules(ArchitectureKit kit, Model model) {
    try (Oracle oracle = kit.oracle(model)) {
      return oracle.rules();
    }
  }

  /** A system that answers what it can be and do, and never runs. */
  private static SystemUnderTest witness(Supplier<SystemUnderTest> supplier) {
    try (SystemUnderTest witness = supplier.get()) {
      return witness;
    }
  }

  private static Generator generator(
      ArchitectureKit kit, Model model, SystemUnderTest witness, List<Bias> biases) {
    Mixture mixture = new Mixture(biases.stream().map(b -> kit.generator(model, b)).toList());
    return new Supported(
        new Suited(mixture, machine -> witness.refusal(machine).isEmpty()), witness::supports);
  }

  /** The running kernel against the newest model it behaves as. */
  private Match kernel() {
    ArchitectureKit kit = ArchitectureKits.of(pmuoracle.spec.Architecture.X86);
    List<Model> newestFirst = new ArrayList<>(kit.models());
    Collections.reverse(newestFirst);
    Model newest = newestFirst.get(0);
    Supplier<SystemUnderTest> supplier = new Systems().supplier(Systems.KVM, newest);
    List<Model> consistent;
    try {
      consistent =
          Identification.consistent(
              newestFirst,
              kit::oracle,
              m -> generator(kit, m, witness(supplier), List.of(Bias.REQUESTS)),
              supplier);
    } catch (Judge.NoOutcome failure) {
      throw new SystemUnavailable("kvm gave no outcome: " + failure.getCause());
    }
    if (consistent.isEmpty()) {
      return match(
          newest,
          Systems.KVM,
          Optional.of("the running kernel behaves as no model; compared with the newest"));
    }
    String others = consistent.stream().skip(1).map(Model::id).collect(Collectors.joining(", "));
    return match(
        consistent.get(0),
        Systems.KVM,
        Optional.of(
            "observed: accept or refuse only; chosen by probing"
                + (others.isEmpty() ? "" : "; by that it cannot be told from " + others)));
  }
}
