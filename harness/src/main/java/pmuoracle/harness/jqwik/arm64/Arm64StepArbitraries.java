package pmuoracle.harness.jqwik.arm64;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import pmuoracle.harness.jqwik.StepArbitraries;
import pmuoracle.spec.Step;
import pmuoracle.spec.arm64.Arm64Forms;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Hcr;
import pmuoracle.spec.arm64.Mdcr;
import pmuoracle.spec.arm64.Pmcr;
import pmuoracle.spec.arm64.Register;
import pmuoracle.spec.arm64.Register.Kind;
import pmuoracle.spec.form.Field;
import pmuoracle.spec.form.Form;
import pmuoracle.spec.form.Name;

/** What is likely of the steps on arm64. */
final class Arm64StepArbitraries extends StepArbitraries {
  private static final int MAX_FILTERS = 4;
  private static final long CYCLE_BIT = 1L << Arm64Machine.CYCLE;

  private final Arm64Model model;
  private final Arm64Machine machine;
  private final Arbitrary<Integer> vcpus;

  Arm64StepArbitraries(Arm64Model model, Arm64Machine machine) {
    super(Arm64Forms.ALL, machine);
    this.model = model;
    this.machine = machine;
    vcpus = Arbitraries.integers().between(0, machine.vcpus() - 1);
  }

  /**
   * The calls before the guest's first instruction in their usual order, some now and then missing.
   */
  Arbitrary<List<Step>> lifecycles() {
    Arbitrary<Boolean> mostly = Arbitraries.frequency(Tuple.of(1, false), Tuple.of(11, true));
    Arbitrary<List<Step>> calls =
        (model.selectsPmu()
                ? Arbitraries.frequencyOf(Tuple.of(5, filters()), Tuple.of(1, selections()))
                : filters())
            .list()
            .ofMaxSize(MAX_FILTERS);
    Arbitrary<List<Boolean>> each = mostly.list().ofSize(machine.vcpus());
    return Combinators.combine(calls, each, each)
        .as(
            (first, initialised, run) -> {
              List<Step> steps = new ArrayList<>(first);
              for (int vcpu = 0; vcpu < machine.vcpus(); vcpu++) {
                if (initialised.get(vcpu)) {
                  steps.add(new Arm64Step.Init(vcpu, true));
                }
              }
              for (int vcpu = 0; vcpu < machine.vcpus(); vcpu++) {
                if (run.get(vcpu)) {
                  steps.add(new Arm64Step.Run(vcpu));
                }
              }
              return steps;
            });
  }

  /**
   * A counter given an event, enabled and switched on, then the event, some of it now and then
   * missing: steps drawn one by one would seldom meet.
   */
  Arbitrary<List<Step>> countings() {
    Arbitrary<Boolean> mostly = Arbitraries.frequency(Tuple.of(1, false), Tuple.of(15, true));
    Arbitrary<Long> levels =
        Arbitraries.of(0L, EventType.NSH, EventType.P, EventType.U, EventType.P | EventType.NSK);
    return Combinators.combine(
            vcpus,
            implemented(),
            Arm64Arbitraries.hardwareEvents(machine.vmVersion()),
            levels,
            times(),
            mostly.list().ofSize(5))
        .as(
            (vcpu, counter, event, level, times, kept) -> {
              List<Step> all =
                  List.of(
                      new Arm64Step.Write(vcpu, Register.type(counter), event | level),
                      new Arm64Step.Write(
                          vcpu, Register.of(Kind.PMCNTENSET), CYCLE_BIT | (1L << counter)),
                      new Arm64Step.Write(vcpu, Register.of(Kind.PMCR), Pmcr.E),
                      new Arm64Step.Load(vcpu),
                      new Arm64Step.Retire(vcpu, event, times));
              List<Step> steps = new ArrayList<>();
              for (int i = 0; i < all.size(); i++) {
                if (kept.get(i)) {
                  steps.add(all.get(i));
                }
              }
              return steps;
            });
  }

  Arbitrary<Step> steps() {
    return steps(Arm64Step.Kind.values(), this::weight);
  }

  private int weight(Arm64Step.Kind kind) {
    return switch (kind) {
      case WRITE -> 14;
      case RETIRE -> 15;
      case GO -> 4;
      case READ, LOAD -> 3;
      case SW_INCR -> 2;
      case SET_FILTER, INIT, RUN, HOST_WRITE -> 1;
      case SELECT_PMU -> model.selectsPmu() ? 1 : 0;
    };
  }

  @Override
  protected Arbitrary<Step> step(Form<? extends Step> form) {
    return form.name().equals(Arm64Step.Kind.SET_FILTER.verb()) ? filters() : super.step(form);
  }

  @Override
  protected Arbitrary<Long> events() {
    return Arm64Arbitraries.hardwareEvents(machine.vmVersion()).map(Integer::longValue);
  }

  @Override
  protected Arbitrary<Long> numbers(Field<? extends Step> field) {
    return switch (field.name()) {
      case "pmu" -> Arbitraries.longs().between(0, machine.pmus());
      case "times" -> times();
      case "mask" -> bitmaps();
      default -> super.numbers(field);
    };
  }

  /** Seldom one of a counter that the machine lacks. */
  @Override
  protected Arbitrary<Name> registers(List<Name> all) {
    return Arbitraries.frequencyOf(
        Tuple.of(
            24, Arbitraries.of(all.stream().filter(r -> r.index() < machine.counters()).toList())),
        Tuple.of(1, Arbitraries.of(all)));
  }

  private Arbitrary<Step> filters() {
    return Combinators.combine(vcpus, Arm64RequestArbitraries.requests(machine))
        .as(Arm64Step.SetFilter::new);
  }

  private Arbitrary<Step> selections() {
    return Combinators.combine(vcpus, Arbitraries.integers().between(0, machine.pmus()))
        .as(Arm64Step.SelectPmu::new);
  }

  private static Arbitrary<Long> times() {
    return Arbitraries.frequencyOf(
        Tuple.of(3, Arbitraries.longs().between(1, 4)),
        Tuple.of(1, Arbitraries.longs().between(1, 0xffff_ffffL)));
  }

  private Arbitrary<Integer> implemented() {
    return Arbitraries.integers().between(0, machine.counters() - 1);
  }

  @Override
  @SuppressWarnings("EnumOrdinal")
  protected Arbitrary<Long> values(Name register) {
    return switch (Kind.values()[(int) register.word()]) {
      case PMEVTYPER, PMCCFILTR -> types();
      case PMEVCNTR, PMCCNTR -> counts();
      case PMCNTENSET, PMCNTENCLR, PMOVSSET, PMOVSCLR -> bitmaps();
      case PMCR ->
          flags(Pmcr.E, Pmcr.P, Pmcr.C, Pmcr.DP, Pmcr.LC, Pmcr.LP)
              .flatMap(bits -> Arbitraries.of(Pmcr.E | bits, bits));
      case MDCR ->
          Combinators.combine(
                  Arbitraries.longs().between(0, Mdcr.HPMN),
                  flags(Mdcr.HPME, Mdcr.HPMD, Mdcr.HCCD, Mdcr.HLP))
              .as((split, bits) -> split | bits);
      case HCR -> flags(Hcr.TGE, Hcr.E2H);
      case PMCEID0, PMCEID1 -> Arbitraries.just(0L);
    };
  }

  private static Arbitrary<Long> types() {
    Arbitrary<Long> levels =
        flags(EventType.P, EventType.U, EventType.NSK, EventType.NSU, EventType.NSH, EventType.M);
    Arbitrary<Long> others =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.just(0L)),
            Tuple.of(1, Arbitraries.longs().map(bits -> bits & ~0xffffL)));
    return Combinators.combine(
            Arm64Arbitraries.events(),
            Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.just(0L)), Tuple.of(2, levels)),
            others)
        .as((event, level, other) -> event | level | other);
  }

  private static Arbitrary<Long> counts() {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(0, 3),
        Arbitraries.longs().between(0xffff_fffdL, 0xffff_ffffL),
        Arbitraries.longs().between(-3, -1),
        Arbitraries.longs());
  }

  private Arbitrary<Long> bitmaps() {
    long all = ((1L << machine.counters()) - 1) | CYCLE_BIT;
    return Arbitraries.frequencyOf(
        Tuple.of(3, Arbitraries.just(all)),
        Tuple.of(2, Arbitraries.longs().map(bits -> bits & all)),
        Tuple.of(1, Arbitraries.longs()));
  }

  private static Arbitrary<Long> flags(Long... bits) {
    return Arbitraries.subsetOf(bits)
        .map(set -> set.stream().reduce(0L, (value, bit) -> value | bit));
  }
}
