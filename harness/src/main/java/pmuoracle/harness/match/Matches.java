package pmuoracle.harness.match;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.campaign.Attribution;
import pmuoracle.harness.campaign.Budget;
import pmuoracle.harness.campaign.Contest;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.Supported;
import pmuoracle.harness.system.SystemId;
import pmuoracle.harness.system.SystemUnavailable;
import pmuoracle.oracle.Oracle;
import pmuoracle.spec.BadInput;
import pmuoracle.spec.Model;
import pmuoracle.spec.Rule;

/** Which models meet which systems. */
public final class Matches {
  private final List<Bias> presets;
  private final List<ArchitectureKit> kits;
  private final Budget budget;
  private final AtomicBoolean stop;
  private final List<String> skipped = new ArrayList<>();
  private LeftOut leftOut = LeftOut.NOTHING;
  private Optional<Model> behaving = Optional.empty();

  /**
   * With generators of these presets; for the running kernel, which sees requests only, of
   * requests.
   *
   * @param kits of the architectures that are wanted
   * @param budget for asking systems which model they are
   * @param stop ends the asking
   */
  public Matches(
      List<Bias> presets, List<ArchitectureKit> kits, Budget budget, AtomicBoolean stop) {
    this.presets = List.copyOf(presets);
    this.kits = List.copyOf(kits);
    this.budget = budget;
    this.stop = stop;
  }

  /** The same, where systems that only asking can tell are known to behave as this model. */
  public Matches behavingAs(Model model) {
    behaving = Optional.of(model);
    return this;
  }

  /** The same, on programs without these steps. */
  public Matches without(LeftOut steps) {
    leftOut = steps;
    return this;
  }

  /** The same without a limit. */
  public Matches(List<Bias> presets, List<ArchitectureKit> kits) {
    this(presets, kits, new Budget(Long.MAX_VALUE), new AtomicBoolean());
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
   * architecture. Without either: also the running kernel, if it can be had. At least one; a {@link
   * BadInput} says why a model or a system that was named has none.
   */
  public List<Match> of(List<String> modelIds, List<String> systemIds) {
    List<Match> matches = new ArrayList<>();
    List<Model> models = modelIds.stream().map(ArchitectureKits::model).toList();
    models.forEach(this::requireWanted);
    List<String> named = systemIds.isEmpty() ? List.of(SystemId.IMPERATIVE.toString()) : systemIds;
    for (String id : named) {
      SystemId system = Systems.id(id);
      List<ArchitectureKit> its = Systems.architectures(system);
      if (its.stream().noneMatch(kits::contains)) {
        throw new BadInput(
            "system %s is of %s; expected one of %s".formatted(system, ids(its), ids(kits)));
      }
      if (models.isEmpty()) {
        matches.addAll(usual(system));
      }
      for (Model model : models) {
        matches.add(match(model, system, List.of()));
      }
    }
    if (modelIds.isEmpty() && systemIds.isEmpty()) {
      addKernelIfAny(matches);
    }
    return matches;
  }

  private void requireWanted(Model model) {
    if (kits.stream().noneMatch(kit -> kit.architecture() == model.architecture())) {
      throw new BadInput("model %s; expected one of %s".formatted(model.id(), ids(kits)));
    }
  }

  private static String ids(List<ArchitectureKit> kits) {
    return kits.stream().map(kit -> kit.architecture().id()).collect(Collectors.joining(" or "));
  }

  private void addKernelIfAny(List<Match> matches) {
    if (kits.stream().noneMatch(Systems.architectures(SystemId.KVM)::contains)) {
      return;
    }
    if (!presets.equals(Bias.USUAL) && !presets.equals(List.of(Bias.REQUESTS))) {
      skipped.add("skipped: kvm: it is given requests only, and another --bias is asked for");
      return;
    }
    try {
      matches.addAll(usual(SystemId.KVM));
    } catch (SystemUnavailable why) {
      skipped.add("skipped: " + why.getMessage());
    }
  }

  private List<Match> usual(SystemId system) {
    return kits.stream()
        .filter(kit -> Systems.isOf(kit, system))
        .map(
            kit ->
                system.isOpaque()
                    ? chosen(kit, system)
                    : match(Systems.usualModel(kit, system), system, List.of()))
        .toList();
  }

  private Match chosen(ArchitectureKit kit, SystemId system) {
    Choice choice = Choice.of(kit, system, budget, stop);
    return choice
        .model()
        .map(model -> match(model, system, List.of(choice.why())))
        .orElseGet(
            () ->
                match(kit.newest(), system, List.of(choice.why() + "; compared with the newest")));
  }

  private Match match(Model model, SystemId system, List<String> why) {
    ArchitectureKit kit = ArchitectureKits.of(model.architecture());
    Contest contest = contest(kit, model, system, behaving(kit, system).orElse(model));
    Capabilities witness = new Capabilities(contest.system());
    return new Match(
        model,
        system,
        contest.withGenerator(
            new Supported(witness.generator(kit.of(model), presets), leftOut.kept(kit))),
        Stream.concat(witness.remark().stream(), why.stream()).toList());
  }

  /** The model as which the system is known to behave. */
  private Optional<Model> behaving(ArchitectureKit kit, SystemId system) {
    return system.isOpaque()
        ? behaving.filter(model -> model.architecture() == kit.architecture())
        : Systems.model(system);
  }

  /** The model and the system, on programs that the model's generator makes. */
  public static Contest contest(ArchitectureKit kit, Model model, SystemId system) {
    return contest(kit, model, system, model);
  }

  private static Contest contest(
      ArchitectureKit kit, Model model, SystemId system, Model behaving) {
    return new Contest(
        kit.of(model).generator(Bias.WHOLE),
        () -> kit.of(model).oracle(),
        Systems.ofUser().supplier(system, model),
        Systems.unknowns(system, model),
        kit.reduction(),
        rules(kit, model),
        () -> kit.catalogue().watch(model),
        () -> Attribution.of(model, behaving, other -> kit.of(other).oracle()));
  }

  private static List<Rule> rules(ArchitectureKit kit, Model model) {
    try (Oracle oracle = kit.of(model).oracle()) {
      return oracle.rules();
    }
  }
}
