package pmuoracle.harness.jqwik.arm64;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import pmuoracle.spec.Step;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Hcr;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Mdcr;
import pmuoracle.spec.arm64.Pmcr;
import pmuoracle.spec.arm64.Register;
import pmuoracle.spec.arm64.Register.Kind;

/** The steps one machine can have. */
final class Arm64StepArbitraries {
  private static final int MAX_FILTERS = 4;
  private static final long CYCLE_BIT = 1L << Arm64Machine.CYCLE;

  private final Arm64Model model;
  private final Arm64Machine machine;
  private final Arbitrary<Integer> vcpus;

  Arm64StepArbitraries(Arm64Model model, Arm64Machine machine) {
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
    List<Tuple2<Integer, Arbitrary<Step>>> kinds = new ArrayList<>();
    kinds.add(Tuple.of(8, retires()));
    kinds.add(Tuple.of(14, writes()));
    kinds.add(Tuple.of(3, reads()));
    kinds.add(Tuple.of(4, levels()));
    kinds.add(Tuple.of(3, vcpus.map(Arm64Step.Load::new)));
    kinds.add(Tuple.of(2, increments()));
    kinds.add(Tuple.of(1, hostWrites()));
    kinds.add(Tuple.of(1, filters()));
    kinds.add(Tuple.of(1, initialisations()));
    kinds.add(Tuple.of(1, vcpus.map(Arm64Step.Run::new)));
    if (model.selectsPmu()) {
      kinds.add(Tuple.of(1, selections()));
    }
    return Arbitraries.frequencyOf(kinds);
  }

  private Arbitrary<Step> filters() {
    return Combinators.combine(vcpus, Arm64RequestArbitraries.requests(machine))
        .as(Arm64Step.SetFilter::new);
  }

  private Arbitrary<Step> selections() {
    return Combinators.combine(vcpus, Arbitraries.integers().between(0, machine.pmus()))
        .as(Arm64Step.SelectPmu::new);
  }

  private Arbitrary<Step> initialisations() {
    return Combinators.combine(vcpus, Arbitraries.of(true, false)).as(Arm64Step.Init::new);
  }

  private Arbitrary<Step> retires() {
    return Combinators.combine(vcpus, Arm64Arbitraries.hardwareEvents(machine.vmVersion()), times())
        .as(Arm64Step.Retire::new);
  }

  private static Arbitrary<Long> times() {
    return Arbitraries.frequencyOf(
        Tuple.of(3, Arbitraries.longs().between(1, 4)),
        Tuple.of(1, Arbitraries.longs().between(1, 0xffff_ffffL)));
  }

  private Arbitrary<Step> levels() {
    Arbitrary<Level> levels =
        machine.nested() ? Arbitraries.of(Level.class) : Arbitraries.of(Level.EL0, Level.EL1);
    return Combinators.combine(vcpus, levels).as(Arm64Step.Go::new);
  }

  private Arbitrary<Step> increments() {
    return Combinators.combine(vcpus, bitmaps()).as(Arm64Step.SwIncr::new);
  }

  private Arbitrary<Step> writes() {
    Arbitrary<Register> registers =
        Arbitraries.frequencyOf(
            Tuple.of(4, indexes().map(Register::type)),
            Tuple.of(2, indexes().map(Register::counter)),
            Tuple.of(6, Arbitraries.of(shared()).map(Register::of)));
    return registers.flatMap(
        register ->
            Combinators.combine(vcpus, values(register))
                .as((vcpu, value) -> new Arm64Step.Write(vcpu, register, value)));
  }

  /** The registers a guest can write that are not one for each event counter. */
  private List<Kind> shared() {
    List<Kind> kinds = new ArrayList<>();
    kinds.addAll(List.of(Kind.PMCR, Kind.PMCNTENSET, Kind.PMCCFILTR, Kind.PMCCNTR));
    kinds.addAll(List.of(Kind.PMCNTENCLR, Kind.PMOVSSET, Kind.PMOVSCLR));
    if (machine.nested()) {
      kinds.addAll(List.of(Kind.MDCR, Kind.HCR));
    }
    return kinds;
  }

  private Arbitrary<Step> reads() {
    Arbitrary<Register> registers =
        Arbitraries.of(Kind.class)
            .flatMap(
                kind ->
                    Register.of(kind).isIndexed()
                        ? indexes().map(index -> new Register(kind, index))
                        : Arbitraries.just(Register.of(kind)));
    return Combinators.combine(vcpus, registers).as(Arm64Step.Read::new);
  }

  private Arbitrary<Step> hostWrites() {
    Arbitrary<Register> registers =
        Arbitraries.oneOf(
            implemented().map(Register::type), Arbitraries.just(Register.of(Kind.PMCCFILTR)));
    return Combinators.combine(vcpus, registers, types()).as(Arm64Step.HostWrite::new);
  }

  /** Event counters, mostly implemented ones. */
  private Arbitrary<Integer> indexes() {
    return Arbitraries.frequencyOf(
        Tuple.of(12, implemented()),
        Tuple.of(1, Arbitraries.integers().between(0, Register.MAX_EVENT_COUNTERS - 1)));
  }

  private Arbitrary<Integer> implemented() {
    return Arbitraries.integers().between(0, machine.counters() - 1);
  }

  private Arbitrary<Long> values(Register register) {
    return switch (register.kind()) {
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
