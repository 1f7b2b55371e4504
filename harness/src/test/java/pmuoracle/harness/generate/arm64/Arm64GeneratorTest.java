package pmuoracle.harness.generate.arm64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.Generator;
import pmuoracle.harness.generate.GeneratorContract;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Model.EventSpace;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.FilterRequest;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Mdcr;
import pmuoracle.spec.arm64.Pmcr;
import pmuoracle.spec.arm64.Register;

class Arm64GeneratorTest extends GeneratorContract<Arm64Model> {
  static final List<Arm64Model> MODELS = Arm64Models.ALL;
  private static final int PROGRAMS = 10_000;

  @Override
  protected Arm64Model newest() {
    return Arm64Models.V7_3;
  }

  @Override
  protected Generator generator(Arm64Model model, Bias bias) {
    return new Arm64Generator(model, bias);
  }

  private static Stream<FilterRequest> requests(GuestProgram program) {
    return program.steps().stream()
        .filter(Arm64Step.SetFilter.class::isInstance)
        .map(step -> ((Arm64Step.SetFilter) step).request());
  }

  @ParameterizedTest
  @FieldSource("MODELS")
  void wholeProgramsHaveEveryKindOfStepAndRegister(Arm64Model model) {
    Map<Arm64Step.Kind, Integer> kinds = new EnumMap<>(Arm64Step.Kind.class);
    Set<Register.Kind> written = EnumSet.noneOf(Register.Kind.class);
    Set<Register.Kind> read = EnumSet.noneOf(Register.Kind.class);
    each(
        model,
        Bias.WHOLE,
        PROGRAMS,
        program -> {
          for (Step step : program.steps()) {
            kinds.merge(((Arm64Step) step).kind(), 1, Integer::sum);
            if (step instanceof Arm64Step.Write s) {
              written.add(s.register().kind());
            } else if (step instanceof Arm64Step.Read s) {
              read.add(s.register().kind());
            }
          }
        });
    Set<Arm64Step.Kind> expected = EnumSet.allOf(Arm64Step.Kind.class);
    Set<Register.Kind> writable = EnumSet.allOf(Register.Kind.class);
    writable.removeAll(EnumSet.of(Register.Kind.PMCEID0, Register.Kind.PMCEID1));
    if (!model.selectsPmu()) {
      expected.remove(Arm64Step.Kind.SELECT_PMU);
    }
    if (!model.nested()) {
      writable.removeAll(EnumSet.of(Register.Kind.MDCR, Register.Kind.HCR));
    }
    assertEquals(expected, kinds.keySet());
    assertTrue(kinds.values().stream().allMatch(n -> n > PROGRAMS / 20), kinds::toString);
    assertEquals(writable, written);
    assertEquals(EnumSet.allOf(Register.Kind.class), read);
  }

  @ParameterizedTest
  @FieldSource("MODELS")
  void everyFeatureOfAMachineIsDrawn(Arm64Model model) {
    Set<String> seen = new TreeSet<>();
    each(
        model,
        Bias.REQUESTS,
        PROGRAMS,
        program -> {
          Arm64Machine m = (Arm64Machine) program.machine();
          seen.add("host " + m.hostVersion());
          seen.add("vm " + m.vmVersion());
          seen.add("counters " + m.counters());
          seen.add("vcpus " + m.vcpus());
          seen.add("pmus " + m.pmus());
          seen.add(m.irqchip().id());
          seen.add("el3 " + m.hardwareEl3() + m.guestEl3());
          seen.add("nested " + m.nested());
          seen.add("strict " + m.strict());
          seen.add("pmu " + m.pmu());
          seen.add("traps " + m.impdefTraps());
          seen.add("fine " + m.fineGrainedTraps());
          seen.add("ceid " + (m.ceid0() == -1) + (m.ceid1() == -1));
        });
    boolean old = model.eventSpace() == EventSpace.HOST;
    int expected = (old ? 5 : 7) + (model.longCounters() ? 4 : 3) + 31 + 4 + 2 + 3 + 4;
    expected += (model.nested() ? 2 : 1) + (model.strict() ? 2 : 1) + 2 + (old ? 1 : 2) + 2 + 4;
    assertEquals(expected, seen.size(), seen::toString);
  }

  @ParameterizedTest
  @FieldSource("MODELS")
  void requestsReachEveryWayToBeRefused(Arm64Model model) {
    Set<String> ways = new TreeSet<>();
    each(
        model,
        Bias.REQUESTS,
        PROGRAMS,
        program -> {
          int limit = ((Arm64Machine) program.machine()).hostLimit();
          requests(program).forEach(r -> ways.add(way(r, Arm64Machine.eventMask(limit) + 1)));
        });
    assertEquals(
        Set.of("group", "attribute", "unreadable", "range", "action", "both", "memory", "fine"),
        ways);
  }

  private static String way(FilterRequest r, int events) {
    boolean range = r.base() + r.nevents() > events;
    boolean action = r.action() > FilterRequest.DENY;
    if (r.group() != FilterRequest.PMU_GROUP) {
      return "group";
    } else if (r.attribute() != FilterRequest.FILTER) {
      return "attribute";
    } else if (r.readable() < FilterRequest.BYTES) {
      return "unreadable";
    } else if (range || action) {
      return range && action ? "both" : range ? "range" : "action";
    }
    return r.memory() ? "fine" : "memory";
  }

  @Test
  void rangesMeetTheirBoundaries() {
    Set<String> ranges = new TreeSet<>();
    Set<Integer> ends = new TreeSet<>();
    Set<String> firsts = new TreeSet<>();
    Set<Integer> readable = new TreeSet<>();
    Set<Integer> actions = new TreeSet<>();
    each(
        Arm64Models.V7_3,
        Bias.REQUESTS,
        PROGRAMS,
        program -> {
          requests(program)
              .forEach(
                  r -> {
                    ranges.add("%x+%x".formatted(r.base(), r.nevents()));
                    ends.add(r.base() + r.nevents());
                    readable.add(r.readable());
                    actions.add(r.action());
                  });
          requests(program)
              .findFirst()
              .ifPresent(r -> firsts.add((r.nevents() == 0) + " " + r.action()));
        });
    List<String> wanted =
        List.of(
            "ffff+1", "ffff+2", "8000+8000", "8000+8001", "1+ffff", "2+ffff", "400+0", "0+ffff");
    assertTrue(ranges.containsAll(wanted), ranges::toString);
    assertTrue(ends.containsAll(List.of(0x3ff, 0x400, 0x401, 0xffff, 0x1_0000, 0x1_0001)));
    assertTrue(firsts.containsAll(List.of("true 0", "true 1", "false 0", "false 1")));
    assertEquals(Set.of(0, 1, 2, 3, 4, 5, 6, 7, 8), readable);
    assertTrue(actions.containsAll(List.of(0, 1, 2, 3, 0xff)));
  }

  @Test
  void edgesOfRangesMeet() {
    int[] met = new int[2];
    each(
        Arm64Models.V7_3,
        Bias.WHOLE,
        PROGRAMS,
        program -> {
          List<FilterRequest> requests = requests(program).toList();
          for (int i = 1; i < requests.size(); i++) {
            FilterRequest one = requests.get(i - 1);
            FilterRequest other = requests.get(i);
            boolean beside = Math.abs(one.base() - other.base()) <= 1;
            beside |= Math.abs(one.base() + one.nevents() - other.base()) <= 1;
            beside |= Math.abs(other.base() + other.nevents() - one.base()) <= 1;
            met[beside ? 0 : 1]++;
          }
        });
    assertTrue(met[0] > met[1] / 3, met[0] + " and " + met[1]);
  }

  @Test
  void callsComeInEveryOrderAndMostlyInTheUsualOne() {
    Map<String, Integer> orders = new java.util.TreeMap<>();
    each(
        Arm64Models.V7_3,
        Bias.WHOLE,
        PROGRAMS,
        program -> {
          String order =
              program.steps().stream()
                  .map(step -> ((Arm64Step) step).kind())
                  .filter(kind -> kind.compareTo(Arm64Step.Kind.RUN) <= 0)
                  .map(kind -> kind.verb().substring(0, 2))
                  .distinct()
                  .collect(Collectors.joining(" "));
          orders.merge(order, 1, Integer::sum);
        });
    assertTrue(orders.getOrDefault("se in ru", 0) > PROGRAMS / 2, orders::toString);
    assertTrue(
        orders.keySet().containsAll(List.of("in ru se", "in se ru", "ru in se", "ru se in")),
        orders::toString);
  }

  @Test
  void everyCombinationOfLevelBitsMeetsEveryLevel() {
    Set<String> seen = new TreeSet<>();
    each(
        Arm64Models.V7_3,
        Bias.SWEEP,
        PROGRAMS,
        program -> {
          Arm64Machine machine = (Arm64Machine) program.machine();
          Level level = machine.nested() ? Level.VEL2 : Level.EL1;
          Set<Long> bits = new TreeSet<>();
          for (Step step : program.steps()) {
            if (step instanceof Arm64Step.Write s
                && s.register().kind() == Register.Kind.PMEVTYPER) {
              bits.add((s.value() >>> 27) & 0x1f);
            } else if (step instanceof Arm64Step.Go s) {
              level = s.level();
            } else if (step instanceof Arm64Step.Retire) {
              for (long b : bits) {
                seen.add(machine.nested() + " " + level.id() + " " + b);
              }
            }
          }
        });
    assertEquals(5 * 32, seen.size());
  }

  @Test
  void controlsHaveEachOfTheirBits() {
    long[] set = new long[2];
    Set<Long> splits = new TreeSet<>();
    each(
        Arm64Models.V7_3,
        Bias.WHOLE,
        PROGRAMS,
        program -> {
          for (Step step : program.steps()) {
            if (step instanceof Arm64Step.Write s && s.register().kind() == Register.Kind.PMCR) {
              set[0] |= s.value();
            } else if (step instanceof Arm64Step.Write s
                && s.register().kind() == Register.Kind.MDCR) {
              set[1] |= s.value();
              splits.add(s.value() & Mdcr.HPMN);
            }
          }
        });
    long control = Pmcr.E | Pmcr.P | Pmcr.C | Pmcr.DP | Pmcr.LC | Pmcr.LP;
    assertEquals(control, set[0] & control);
    long hyp = Mdcr.HPME | Mdcr.HPMD | Mdcr.HCCD | Mdcr.HLP;
    assertEquals(hyp, set[1] & hyp);
    assertTrue(splits.size() > 20, splits::toString);
  }

  @ParameterizedTest
  @FieldSource("MODELS")
  void whatRetiresIsMostlyWhatACounterHas(Arm64Model model) {
    int[] met = new int[2];
    each(
        model,
        Bias.WHOLE,
        PROGRAMS,
        program -> {
          int mask = Arm64Machine.eventMask(((Arm64Machine) program.machine()).vmVersion());
          Set<Integer> events = new TreeSet<>(Set.of(EventType.CPU_CYCLES));
          for (Step step : program.steps()) {
            if (step instanceof Arm64Step.Write s
                && s.register().kind() == Register.Kind.PMEVTYPER) {
              events.add((int) s.value() & mask);
            } else if (step instanceof Arm64Step.Retire s) {
              met[events.contains(s.event()) ? 0 : 1]++;
            }
          }
        });
    assertTrue(met[0] > 3 * met[1], met[0] + " and " + met[1]);
  }

  @Test
  void filtersAreAboutTheEventsOfCounters() {
    int[] met = new int[2];
    each(
        Arm64Models.V7_3,
        Bias.WHOLE,
        PROGRAMS,
        program -> {
          Set<Integer> denied = new TreeSet<>();
          for (Step step : program.steps()) {
            if (step instanceof Arm64Step.Retire s) {
              boolean listed =
                  requests(program)
                      .anyMatch(r -> s.event() >= r.base() && s.event() < r.base() + r.nevents());
              denied.add(listed ? 1 : 0);
            }
          }
          met[denied.contains(1) ? 0 : 1]++;
        });
    assertTrue(met[0] > met[1], met[0] + " and " + met[1]);
  }
}
