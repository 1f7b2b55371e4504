package pmuoracle.harness.toy;

import static pmuoracle.spec.form.Field.field;
import static pmuoracle.spec.form.Presence.required;
import static pmuoracle.spec.form.Presence.usual;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Model;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Provenance;
import pmuoracle.spec.Step;
import pmuoracle.spec.Words;
import pmuoracle.spec.form.Counters;
import pmuoracle.spec.form.Counters.Lanes;
import pmuoracle.spec.form.EventWords;
import pmuoracle.spec.form.Field;
import pmuoracle.spec.form.Form;
import pmuoracle.spec.form.Forms;
import pmuoracle.spec.form.Name;
import pmuoracle.spec.form.Type;

/**
 * An architecture of nothing but a vocabulary: its forms are all that files, the protocol, sizes,
 * shrinking and arbitraries know of it. It stands at the place of x86.
 */
public final class Toy {
  /** Some counters, which may be wide. */
  public record ToyMachine(int counters, boolean wide, int vcpus) implements Machine {
    @Override
    public Architecture architecture() {
      return Architecture.X86;
    }

    @Override
    public List<Observation> counts() {
      return List.of();
    }

    @Override
    public List<Observation> observations(Step step) {
      return List.of();
    }

    @Override
    public Optional<String> refusal(Step step, Enum<?> kind) {
      boolean lacking = step instanceof Poke poke && poke.index() >= counters;
      return step.vcpu() < vcpus && !lacking ? Optional.empty() : Optional.of("lacking");
    }
  }

  /** The kinds of step. */
  public enum Kind {
    ASK,
    POKE,
    TICK,
    NUDGE
  }

  /** The registers: a counter each, and one with a bit for each. */
  public enum Reg {
    COUNTER,
    MASK
  }

  /** How it ticks. */
  public enum Mood {
    CALM,
    BRISK
  }

  /** Any step of the toy. */
  public interface ToyStep extends Step {
    @Override
    Kind kind();

    @Override
    default String verb() {
      return kind().name().toLowerCase(Locale.ROOT);
    }
  }

  /** A list with a claimed length. */
  public record Ask(long claimed, Words events) implements ToyStep {
    @Override
    public int vcpu() {
      return 0;
    }

    @Override
    public Kind kind() {
      return Kind.ASK;
    }
  }

  /** A register written. */
  public record Poke(int vcpu, Reg reg, int index, long value) implements ToyStep {
    @Override
    public Kind kind() {
      return Kind.POKE;
    }
  }

  /** An event. */
  public record Tick(int vcpu, long event, long times, Mood mood) implements ToyStep {
    @Override
    public Kind kind() {
      return Kind.TICK;
    }
  }

  /** The kind that is new: this record, its constant above and its form below are all of it. */
  public record Nudge(int vcpu, OptionalLong bits, boolean loud) implements ToyStep {
    @Override
    public Kind kind() {
      return Kind.NUDGE;
    }
  }

  /** Speaks about every machine. */
  public record ToyModel(String id) implements Model {
    @Override
    public Architecture architecture() {
      return Architecture.X86;
    }

    @Override
    public String title() {
      return "the toy";
    }

    @Override
    public Provenance source() {
      return Provenance.read("none", "nothing");
    }

    @Override
    public Optional<String> refusal(Machine machine) {
      return Optional.empty();
    }
  }

  public static final Model MODEL = new ToyModel("x86/toy");

  private static final Lanes BITS = new Lanes(0, 1, 8);

  public static final Forms FORMS =
      new Forms(
          Architecture.X86,
          Form.<ToyMachine>of(
              "machine",
              in -> new ToyMachine(in.integer(), in.truth(), in.integer()),
              field(
                  "counters",
                  Type.count(1, 8),
                  usual(2).alwaysWritten(),
                  (m, out) -> out.put(m.counters())),
              field("wide", Type.flag(false), usual(0), (m, out) -> out.put(m.wide())),
              field("vcpus", Type.count(1, 4), usual(1), (m, out) -> out.put(m.vcpus()))),
          Stream.of(Kind.values()).<Form<? extends Step>>map(Toy::form).toList(),
          List.of(
              new Counters(
                  "counters",
                  List.of(Reg.COUNTER),
                  Map.of(),
                  Map.of(Reg.MASK, BITS),
                  Map.of("bits", BITS),
                  List.of())),
          new EventWords(Reg.MASK, machine -> 0, List.of()));

  private Toy() {}

  private static Form<? extends ToyStep> form(Kind kind) {
    String verb = kind.name().toLowerCase(Locale.ROOT);
    return switch (kind) {
      case ASK ->
          Form.<Ask>of(
              verb,
              in -> new Ask(in.word(), in.list()),
              field(
                  "claimed",
                  Type.quantity(0, 99),
                  usual("events", size -> size).less(1),
                  (s, out) -> out.put(s.claimed())),
              field(
                  "events",
                  Type.events(9),
                  usual(0).alwaysWritten(),
                  (s, out) -> out.put(s.events())));
      case POKE ->
          Form.<Poke>of(
              verb,
              in -> new Poke(in.integer(), in.constant(Reg.values()), in.integer(), in.word()),
              vcpu(),
              field(
                  "reg",
                  Type.shapingRegister("a register", Toy::registers),
                  required("a register"),
                  (s, out) -> out.put(s.reg()).put(s.index())),
              field("value", Type.value(), required("a number"), (s, out) -> out.put(s.value())));
      case TICK ->
          Form.<Tick>of(
              verb,
              in -> new Tick(in.integer(), in.word(), in.word(), in.constant(Mood.values())),
              vcpu(),
              field(
                  "event", Type.event(0xff), required("an event"), (s, out) -> out.put(s.event())),
              field(
                  "times",
                  Type.quantity(1, 99),
                  required("how often"),
                  (s, out) -> out.put(s.times())),
              field(
                  "mood",
                  Type.rank(Mood.values(), Mood::name),
                  required("a mood"),
                  (s, out) -> out.put(s.mood())));
      case NUDGE ->
          Form.<Nudge>of(
              verb,
              in -> new Nudge(in.integer(), in.optional(), in.truth()),
              vcpu(),
              field("bits", Type.optionalBits(), usual(0), (s, out) -> out.put(s.bits())),
              field("loud", Type.flag(false), usual(0), (s, out) -> out.put(s.loud())));
    };
  }

  private static <S extends ToyStep> Field<S> vcpu() {
    return field("vcpu", Type.vcpu(), usual(0), (s, out) -> out.put(s.vcpu()));
  }

  private static List<Name> registers(Machine machine) {
    return Stream.concat(
            IntStream.range(0, ((ToyMachine) machine).counters())
                .mapToObj(i -> new Name("COUNTER" + i, 0, i)),
            Stream.of(new Name("MASK", 1, 0)))
        .toList();
  }
}
