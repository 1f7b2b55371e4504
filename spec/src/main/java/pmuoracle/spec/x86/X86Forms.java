package pmuoracle.spec.x86;

import static pmuoracle.spec.form.Field.field;
import static pmuoracle.spec.form.Presence.required;
import static pmuoracle.spec.form.Presence.usual;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Model;
import pmuoracle.spec.Step;
import pmuoracle.spec.form.Counters;
import pmuoracle.spec.form.Counters.Lanes;
import pmuoracle.spec.form.EventWords;
import pmuoracle.spec.form.Field;
import pmuoracle.spec.form.Form;
import pmuoracle.spec.form.Forms;
import pmuoracle.spec.form.Name;
import pmuoracle.spec.form.Presence;
import pmuoracle.spec.form.Type;
import pmuoracle.spec.x86.Register.Kind;

/**
 * What x86's machines, filter requests and steps consist of. Left out, a machine's field has the
 * value of the vendor's plain machine: all general-purpose counters; on Intel 3 fixed counters and
 * global control.
 */
public final class X86Forms {
  private static final long U32 = 0xffff_ffffL;
  private static final Type MSR =
      Type.shapingRegister("a register of this machine", m -> registers(m, r -> true));
  private static final Type COUNTER =
      Type.register("a counter of this machine", m -> registers(m, Register::isCounter));
  private static final Type EMULATED =
      Type.choice(Emulated.INSTRUCTION, Emulated.values(), Emulated::id);
  private static final Presence EVENT = required("a filter key");
  private static final Presence TIMES = required("how often it occurs");
  private static final Presence WHAT = required("instruction or branch");

  public static final Form<X86Machine> MACHINE =
      Form.<X86Machine>of(
              "machine",
              in ->
                  new X86Machine(
                      in.constant(Vendor.values()),
                      in.integer(),
                      in.integer(),
                      in.truth(),
                      in.integer(),
                      in.truth(),
                      in.truth(),
                      in.truth(),
                      in.integer(),
                      in.integer(),
                      in.integer(),
                      in.integer()),
              field(
                  "vendor",
                  Type.variant(Vendor.values(), Vendor::id),
                  usual(0).alwaysWritten(),
                  (m, out) -> out.put(m.vendor())),
              field(
                  "general-purpose",
                  Type.count(0, X86Machine.MAX_GENERAL_PURPOSE),
                  usual("vendor", v -> plain(v).generalPurpose())
                      .upTo(v -> plain(v).vendor().maxGeneralPurpose())
                      .alwaysWritten(),
                  (m, out) -> out.put(m.generalPurpose())),
              field(
                  "fixed",
                  Type.count(0, X86Machine.MAX_FIXED),
                  usual("vendor", v -> plain(v).fixed()).needing("global-control").alwaysWritten(),
                  (m, out) -> out.put(m.fixed())),
              field(
                  "global-control",
                  Type.flag(false),
                  usual("vendor", v -> plain(v).globalControl() ? 1 : 0),
                  (m, out) -> out.put(m.globalControl())),
              field(
                  "width",
                  Type.setting(32, 64, List.of(48L), List.of(48L)),
                  usual(48),
                  (m, out) -> out.put(m.width())),
              field("tx-writable", Type.flag(false), usual(0), (m, out) -> out.put(m.txWritable())),
              field(
                  "mediated",
                  Type.flag(false),
                  usual(0).needing("global-control"),
                  (m, out) -> out.put(m.mediated())),
              field("nested", Type.flag(false), usual(1), (m, out) -> out.put(m.nested())),
              field(
                  "unavailable-events",
                  Type.bits(0x7f, 2, 0),
                  usual(0),
                  (m, out) -> out.put(m.unavailableEvents())),
              field(
                  "host-bits",
                  Type.setting(0, 64, List.of(64L, 32L), List.of(64L)),
                  usual(64),
                  (m, out) -> out.put(m.hostBits())),
              field(
                  "vcpus",
                  Type.count(1, Machine.MAX_VCPUS),
                  usual(1).alwaysWritten(),
                  (m, out) -> out.put(m.vcpus())),
              Field.<X86Machine>field(
                      "late-vcpus",
                      Type.count(0, Machine.MAX_VCPUS - 1),
                      usual("vcpus", any -> 0).upTo(vcpus -> vcpus - 1),
                      (m, out) -> out.put(m.lateVcpus()))
                  .since(2, 0))
          .first("vendor", "general-purpose", "fixed", "vcpus");

  public static final Form<FilterRequest> REQUEST =
      Form.<FilterRequest>of(
              "request",
              in -> {
                long action = in.word();
                long nevents = in.word();
                long bitmap = in.word();
                long flags = in.word();
                long pad = in.word();
                long readable = in.word();
                return new FilterRequest(action, nevents, bitmap, flags, pad, in.list(), readable);
              },
              field(
                  "action",
                  Type.namedBits(U32, 0, "an action", X86Forms::actions),
                  required("an action"),
                  (r, out) -> out.put(r.action())),
              field(
                  "nevents",
                  Type.quantity(0, U32),
                  usual("events", size -> size).less(1),
                  (r, out) -> out.put(r.nevents())),
              field("bitmap", Type.bits(U32, 8, 0), usual(0), (r, out) -> out.put(r.bitmap())),
              field(
                  "flags",
                  Type.namedBits(U32, 8, "a flag", m -> Name.numbered(1, List.of("masked"))),
                  usual(0),
                  (r, out) -> out.put(r.flags())),
              field("pad", Type.bits(U32, 8, 0), usual(0), (r, out) -> out.put(r.pad())),
              field(
                  "readable",
                  Type.quantity(0, FilterRequest.ALL),
                  usual(FilterRequest.ALL).less(Long.BYTES),
                  (r, out) -> out.put(r.readable())),
              field(
                  "events",
                  Type.events(FilterRequest.MAX_EVENTS),
                  usual(0).alwaysWritten(),
                  (r, out) -> out.put(r.events())))
          .first("action", "flags", "bitmap");

  private static final Lanes GENERAL_PURPOSE = new Lanes(0, 1, 32);
  private static final Lanes FIXED = new Lanes(32, 1, 32);

  public static final Forms ALL =
      new Forms(
          Architecture.X86,
          MACHINE,
          Stream.of(X86Step.Kind.values()).<Form<? extends Step>>map(X86Forms::step).toList(),
          List.of(
              new Counters(
                  "general-purpose",
                  List.of(Kind.EVENT_SELECT, Kind.COUNTER, Kind.FULL_WIDTH_COUNTER),
                  Map.of(Kind.FULL_WIDTH_COUNTER, Kind.COUNTER),
                  Map.of(
                      Kind.GLOBAL_CONTROL, GENERAL_PURPOSE,
                      Kind.GLOBAL_STATUS, GENERAL_PURPOSE,
                      Kind.GLOBAL_STATUS_CLEAR, GENERAL_PURPOSE),
                  Map.of("global-control", GENERAL_PURPOSE),
                  List.of()),
              new Counters(
                  "fixed",
                  List.of(Kind.FIXED_COUNTER),
                  Map.of(),
                  Map.of(
                      Kind.GLOBAL_CONTROL, FIXED,
                      Kind.GLOBAL_STATUS, FIXED,
                      Kind.GLOBAL_STATUS_CLEAR, FIXED,
                      Kind.FIXED_CONTROL, new Lanes(0, 4, X86Machine.MAX_FIXED)),
                  Map.of("global-control", FIXED, "bitmap", new Lanes(0, 1, 32)),
                  IntStream.range(0, X86Machine.MAX_FIXED)
                      .mapToObj(FixedControl::encoding)
                      .toList())),
          new EventWords(
              Kind.EVENT_SELECT,
              machine -> ((X86Machine) machine).vendor().keyMask(),
              LongStream.range(0, 8)
                  .mapToObj(bit -> 1L << bit)
                  .flatMap(
                      bit ->
                          Stream.of(
                              bit << MaskedEntry.MATCH_SHIFT,
                              bit << MaskedEntry.MATCH_SHIFT | bit << MaskedEntry.MASK_SHIFT))
                  .toList()));

  private X86Forms() {}

  @SuppressWarnings("EnumOrdinal")
  private static X86Machine plain(long vendor) {
    return Vendor.values()[(int) vendor] == Vendor.INTEL
        ? X86Machine.intel(8, 3)
        : X86Machine.amd();
  }

  private static List<Name> actions(Model model) {
    return Name.numbered(
        0,
        switch (((X86Model) model).actions()) {
          case UNCHECKED, ALLOW_DENY -> List.of("allow", "deny");
          case NONE_ACCEPT_REJECT -> List.of("none", "accept", "reject");
        });
  }

  @SuppressWarnings("EnumOrdinal")
  private static List<Name> registers(Machine machine, Predicate<Register> among) {
    X86Machine x86 = (X86Machine) machine;
    return Register.of(x86).stream()
        .filter(among)
        .map(r -> new Name(r.name(x86.vendor()), r.kind().ordinal(), r.index()))
        .toList();
  }

  private static Form<? extends X86Step> step(X86Step.Kind kind) {
    String verb = kind.verb();
    return switch (kind) {
      case SET_FILTER ->
          REQUEST.<X86Step.SetFilter>within(
              verb,
              X86Step.SetFilter::request,
              in -> new X86Step.SetFilter(REQUEST.read(in)),
              List.of());
      case WRITE ->
          Form.<X86Step.Write>of(
              verb,
              in -> new X86Step.Write(in.integer(), Register.read(in), in.word()),
              vcpu(),
              msr(MSR, X86Step.Write::register),
              value(X86Step.Write::value));
      case READ ->
          Form.<X86Step.Read>of(
              verb,
              in -> new X86Step.Read(in.integer(), Register.read(in)),
              vcpu(),
              msr(MSR, X86Step.Read::register));
      case ENTER -> Form.<X86Step.Enter>of(verb, in -> new X86Step.Enter(in.integer()), vcpu());
      case RETIRE ->
          Form.<X86Step.Retire>of(
              verb,
              in ->
                  new X86Step.Retire(
                      in.integer(), in.word(), in.word(), in.constant(Privilege.values())),
              vcpu(),
              field("event", Type.event(-1), EVENT, (s, out) -> out.put(s.event())),
              field("times", Type.quantity(1, U32), TIMES, (s, out) -> out.put(s.times())),
              privilege(X86Step.Retire::privilege));
      case EMULATE ->
          Form.<X86Step.Emulate>of(
              verb,
              in ->
                  new X86Step.Emulate(
                      in.integer(),
                      in.constant(Emulated.values()),
                      in.constant(Privilege.values())),
              vcpu(),
              field("what", EMULATED, WHAT, (s, out) -> out.put(s.what())),
              privilege(X86Step.Emulate::privilege));
      case ENTER_L2 ->
          Form.<X86Step.EnterL2>of(
              verb,
              in -> new X86Step.EnterL2(in.integer(), in.optional()),
              vcpu(),
              loaded(X86Step.EnterL2::globalControl));
      case LEAVE_L2 ->
          Form.<X86Step.LeaveL2>of(
              verb,
              in -> new X86Step.LeaveL2(in.integer(), in.optional()),
              vcpu(),
              loaded(X86Step.LeaveL2::globalControl));
      case HOST_READ ->
          Form.<X86Step.HostRead>of(
              verb,
              in -> new X86Step.HostRead(in.integer(), Register.read(in)),
              vcpu(),
              msr(COUNTER, X86Step.HostRead::counter));
      case HOST_WRITE ->
          Form.<X86Step.HostWrite>of(
              verb,
              in -> new X86Step.HostWrite(in.integer(), Register.read(in), in.word()),
              vcpu(),
              msr(COUNTER, X86Step.HostWrite::counter),
              value(X86Step.HostWrite::value));
      case RESET -> Form.<X86Step.Reset>of(verb, in -> new X86Step.Reset(in.integer()), vcpu());
      case INIT ->
          Form.<X86Step.Init>of(verb, in -> new X86Step.Init(in.integer()), vcpu()).since(2);
      case SET_CPUID ->
          Form.<X86Step.SetCpuid>of(verb, in -> new X86Step.SetCpuid(in.integer()), vcpu())
              .since(2);
    };
  }

  private static <S extends X86Step> Field<S> vcpu() {
    return field("vcpu", Type.vcpu(), usual(0), (s, out) -> out.put(s.vcpu()));
  }

  private static <S> Field<S> msr(Type type, Function<S, Register> register) {
    return field(
        "msr", type, required("a register's name"), (s, out) -> register.apply(s).put(out));
  }

  private static <S> Field<S> value(ToLongFunction<S> value) {
    return field(
        "value", Type.value(), required("a number"), (s, out) -> out.put(value.applyAsLong(s)));
  }

  private static <S> Field<S> privilege(Function<S, Privilege> privilege) {
    return field(
        "privilege",
        Type.choice(Privilege.KERNEL, Privilege.values(), Privilege::id),
        required("kernel or user"),
        (s, out) -> out.put(privilege.apply(s)));
  }

  private static <S> Field<S> loaded(Function<S, OptionalLong> loaded) {
    return field(
        "global-control", Type.optionalBits(), usual(0), (s, out) -> out.put(loaded.apply(s)));
  }
}
