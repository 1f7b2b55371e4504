package pmuoracle.spec.arm64;

import static pmuoracle.spec.form.Field.field;
import static pmuoracle.spec.form.Presence.required;
import static pmuoracle.spec.form.Presence.usual;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;
import pmuoracle.spec.arm64.Arm64Machine.Irqchip;
import pmuoracle.spec.arm64.Register.Kind;
import pmuoracle.spec.form.Counters;
import pmuoracle.spec.form.Counters.Lanes;
import pmuoracle.spec.form.EventWords;
import pmuoracle.spec.form.Field;
import pmuoracle.spec.form.Form;
import pmuoracle.spec.form.Forms;
import pmuoracle.spec.form.Name;
import pmuoracle.spec.form.Presence;
import pmuoracle.spec.form.Type;

/**
 * What arm64's machines, filter requests and steps consist of. Left out, a machine's field is as in
 * {@link Arm64Machine#plain plain(false)}.
 */
public final class Arm64Forms {
  private static final long U16 = 0xffff;
  private static final long U32 = 0xffff_ffffL;

  /** As wide as the field of ID_AA64DFR0_EL1. */
  private static final long MAX_VERSION = 15;

  /** The plainest first. */
  private static final List<Long> VERSIONS = List.of(6L, 5L, 4L, 1L, 7L, 8L, 9L);

  private static final Type HOST_VERSION = Type.setting(1, MAX_VERSION, VERSIONS, List.of(6L));

  /** 5 before 6, the version with long counters, which not every model has. */
  private static final Type VM_VERSION =
      Type.setting(1, MAX_VERSION, List.of(5L, 6L, 4L, 1L), List.of(5L, 4L));

  private static final Type REGISTER =
      Type.shapingRegister("a register", m -> registers(r -> true));
  private static final Type TYPE_REGISTER =
      Type.register("a type register of this machine", Arm64Forms::typeRegisters);
  private static final Presence NAME = required("a register's name");
  private static final Presence NUMBER = required("a number");

  public static final Form<Arm64Machine> MACHINE =
      Form.<Arm64Machine>of(
              "machine",
              in ->
                  new Arm64Machine(
                      in.integer(),
                      in.truth(),
                      in.integer(),
                      in.integer(),
                      in.truth(),
                      in.truth(),
                      in.truth(),
                      in.truth(),
                      in.truth(),
                      in.constant(Irqchip.values()),
                      in.integer(),
                      in.truth(),
                      in.word(),
                      in.word(),
                      in.integer(),
                      in.truth()),
              field(
                  "host-version",
                  HOST_VERSION,
                  usual(6).alwaysWritten(),
                  (m, out) -> out.put(m.hostVersion())),
              flag("impdef-traps", false, Arm64Machine::impdefTraps),
              field(
                  "vm-version",
                  VM_VERSION,
                  usual(6).alwaysWritten(),
                  (m, out) -> out.put(m.vmVersion())),
              field(
                  "counters",
                  Type.count(1, Arm64Machine.MAX_COUNTERS),
                  usual(6).alwaysWritten(),
                  (m, out) -> out.put(m.counters())),
              flag("hardware-el3", true, Arm64Machine::hardwareEl3),
              flag("guest-el3", true, Arm64Machine::guestEl3),
              field(
                  "nested",
                  Type.flag(false),
                  usual(0).needing("guest-el3"),
                  (m, out) -> out.put(m.nested())),
              flag("pmu", true, Arm64Machine::pmu),
              flag("strict", false, Arm64Machine::strict),
              field(
                  "irqchip",
                  Type.choice(Irqchip.READY, Irqchip.values(), Irqchip::id),
                  usual(2),
                  (m, out) -> out.put(m.irqchip())),
              field("pmus", Type.count(1, 2), usual(1), (m, out) -> out.put(m.pmus())),
              flag("fine-grained-traps", true, Arm64Machine::fineGrainedTraps),
              field("ceid0", Type.bits(-1, 16, -1), usual(-1), (m, out) -> out.put(m.ceid0())),
              field("ceid1", Type.bits(-1, 16, -1), usual(-1), (m, out) -> out.put(m.ceid1())),
              field(
                  "vcpus",
                  Type.count(1, Machine.MAX_VCPUS),
                  usual(1).alwaysWritten(),
                  (m, out) -> out.put(m.vcpus())),
              flag("guest-el2", true, Arm64Machine::guestEl2).since(2, 1))
          .first(
              "host-version",
              "vm-version",
              "counters",
              "vcpus",
              "nested",
              "hardware-el3",
              "guest-el3",
              "guest-el2");

  public static final Form<FilterRequest> REQUEST =
      Form.<FilterRequest>of(
              "request",
              in ->
                  new FilterRequest(
                      in.word(),
                      in.word(),
                      in.integer(),
                      in.integer(),
                      in.integer(),
                      in.integer(),
                      in.integer(),
                      in.truth()),
              field(
                  "group",
                  Type.bits(U32, 0, FilterRequest.PMU_GROUP),
                  usual(FilterRequest.PMU_GROUP),
                  (r, out) -> out.put(r.group())),
              field(
                  "attribute",
                  Type.bits(-1, 0, FilterRequest.FILTER),
                  usual(FilterRequest.FILTER),
                  (r, out) -> out.put(r.attribute())),
              field(
                  "base",
                  Type.event(U16),
                  required("the first event of the range"),
                  (r, out) -> out.put(r.base())),
              field(
                  "nevents",
                  Type.extent(U16),
                  required("how many events"),
                  (r, out) -> out.put(r.nevents())),
              field(
                  "action",
                  Type.namedBits(
                      0xff, 0, "an action", m -> Name.numbered(0, List.of("allow", "deny"))),
                  required("an action"),
                  (r, out) -> out.put(r.action())),
              field("pad", Type.bits(0xff_ffff, 6, 0), usual(0), (r, out) -> out.put(r.pad())),
              field(
                  "readable",
                  Type.quantity(0, FilterRequest.BYTES),
                  usual(FilterRequest.BYTES),
                  (r, out) -> out.put(r.readable())),
              flag("memory", true, FilterRequest::memory))
          .first("base", "nevents", "action", "pad", "readable");

  private static final Lanes BITS = new Lanes(0, 1, Arm64Machine.CYCLE);

  public static final Forms ALL =
      new Forms(
          Architecture.ARM64,
          MACHINE,
          Stream.of(Arm64Step.Kind.values()).<Form<? extends Step>>map(Arm64Forms::step).toList(),
          List.of(
              new Counters(
                  "counters",
                  List.of(Kind.PMEVTYPER, Kind.PMEVCNTR),
                  Map.of(),
                  Map.of(
                      Kind.PMCNTENSET, BITS,
                      Kind.PMCNTENCLR, BITS,
                      Kind.PMOVSSET, BITS,
                      Kind.PMOVSCLR, BITS),
                  Map.of("mask", BITS),
                  List.of())),
          new EventWords(Kind.PMEVTYPER, machine -> U16, List.of()));

  private Arm64Forms() {}

  @SuppressWarnings("EnumOrdinal")
  private static List<Name> registers(Predicate<Register> among) {
    return Register.all().stream()
        .filter(among)
        .map(r -> new Name(r.name(), r.kind().ordinal(), r.index()))
        .toList();
  }

  private static List<Name> typeRegisters(Machine machine) {
    int counters = ((Arm64Machine) machine).counters();
    return registers(
        r -> r.kind() == Kind.PMCCFILTR || (r.kind() == Kind.PMEVTYPER && r.index() < counters));
  }

  private static Form<? extends Arm64Step> step(Arm64Step.Kind kind) {
    String verb = kind.verb();
    return switch (kind) {
      case SET_FILTER ->
          REQUEST.<Arm64Step.SetFilter>within(
              verb,
              Arm64Step.SetFilter::request,
              in -> new Arm64Step.SetFilter(in.integer(), REQUEST.read(in)),
              List.of(vcpu()));
      case SELECT_PMU ->
          Form.<Arm64Step.SelectPmu>of(
              verb,
              in -> new Arm64Step.SelectPmu(in.integer(), in.integer()),
              vcpu(),
              field(
                  "pmu",
                  Type.quantity(0, U16),
                  required("a hardware PMU's number"),
                  (s, out) -> out.put(s.pmu())));
      case INIT ->
          Form.<Arm64Step.Init>of(
              verb,
              in -> new Arm64Step.Init(in.integer(), in.truth()),
              vcpu(),
              flag("interrupt", true, Arm64Step.Init::interrupt));
      case RUN -> Form.<Arm64Step.Run>of(verb, in -> new Arm64Step.Run(in.integer()), vcpu());
      case WRITE ->
          Form.<Arm64Step.Write>of(
              verb,
              in -> new Arm64Step.Write(in.integer(), Register.read(in), in.word()),
              vcpu(),
              register(REGISTER, NAME, Arm64Step.Write::register),
              value(Arm64Step.Write::value));
      case READ ->
          Form.<Arm64Step.Read>of(
              verb,
              in -> new Arm64Step.Read(in.integer(), Register.read(in)),
              vcpu(),
              register(REGISTER, NAME, Arm64Step.Read::register));
      case HOST_WRITE ->
          Form.<Arm64Step.HostWrite>of(
              verb,
              in -> new Arm64Step.HostWrite(in.integer(), Register.read(in), in.word()),
              vcpu(),
              register(
                  TYPE_REGISTER, required("a type register's name"), Arm64Step.HostWrite::register),
              value(Arm64Step.HostWrite::value));
      case SW_INCR ->
          Form.<Arm64Step.SwIncr>of(
              verb,
              in -> new Arm64Step.SwIncr(in.integer(), in.word()),
              vcpu(),
              field("mask", Type.bits(-1, 1, 0), NUMBER, (s, out) -> out.put(s.mask())));
      case GO ->
          Form.<Arm64Step.Go>of(
              verb,
              in -> new Arm64Step.Go(in.integer(), in.constant(Level.values())),
              vcpu(),
              field(
                  "level",
                  Type.rank(Level.values(), Level::id),
                  required("el0, el1 or vel2"),
                  (s, out) -> out.put(s.level())));
      case LOAD -> Form.<Arm64Step.Load>of(verb, in -> new Arm64Step.Load(in.integer()), vcpu());
      case RETIRE ->
          Form.<Arm64Step.Retire>of(
              verb,
              in -> new Arm64Step.Retire(in.integer(), in.integer(), in.word()),
              vcpu(),
              field(
                  "event",
                  Type.event(U16),
                  required("an event number"),
                  (s, out) -> out.put(s.event())),
              field(
                  "times",
                  Type.quantity(1, U32),
                  required("how often it occurs"),
                  (s, out) -> out.put(s.times())));
    };
  }

  /** A flag that is usually as it is plain. */
  private static <R> Field<R> flag(String name, boolean plain, Predicate<R> flag) {
    return field(name, Type.flag(plain), usual(plain ? 1 : 0), (r, out) -> out.put(flag.test(r)));
  }

  private static <S extends Arm64Step> Field<S> vcpu() {
    return field("vcpu", Type.vcpu(), usual(0), (s, out) -> out.put(s.vcpu()));
  }

  private static <S> Field<S> register(Type type, Presence presence, Function<S, Register> get) {
    return field("register", type, presence, (s, out) -> get.apply(s).put(out));
  }

  private static <S> Field<S> value(ToLongFunction<S> value) {
    return field("value", Type.value(), NUMBER, (s, out) -> out.put(value.applyAsLong(s)));
  }
}
