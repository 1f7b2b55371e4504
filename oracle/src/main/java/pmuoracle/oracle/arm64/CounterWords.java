package pmuoracle.oracle.arm64;

import java.util.Locale;
import pmuoracle.oracle.RuleSet;
import pmuoracle.oracle.encoding.arm64.CounterState;
import pmuoracle.oracle.encoding.arm64.VcpuRegisters;
import pmuoracle.oracle.step.Layout;
import pmuoracle.oracle.step.arm64.Arm64Encoding;
import pmuoracle.oracle.step.arm64.CounterFunction;
import pmuoracle.oracle.step.arm64.StepInputs;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Model.EventSpace;
import pmuoracle.spec.arm64.Arm64Model.Hardware;
import pmuoracle.spec.arm64.Arm64Model.Levels;
import pmuoracle.spec.arm64.Arm64Rule;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Level;

/** Why one counter did what it did, as a sentence about its registers and the filter at hand. */
final class CounterWords {
  private static final Layout LAYOUT = Arm64Encoding.LAYOUT;

  private final Arm64Model model;
  private final VerdictWords verdicts;

  CounterWords(Arm64Model model, ConcreteCalls accepted) {
    this.model = model;
    verdicts = new VerdictWords(accepted);
  }

  String of(CounterFunction function, long[] in, long[] out, RuleSet rules) {
    boolean cycle = in[LAYOUT.index()] == Arm64Machine.CYCLE;
    if (rules.contains(Arm64Rule.CHAIN_UNSETTLED)) {
      return "a type register was written with the chain event";
    } else if (rules.contains(Arm64Rule.WRITE_UNSETTLED)) {
      return "a type register was written and not loaded";
    }
    return switch (function) {
      case RETIRED -> retired(cycle, in, out, rules);
      case INCREMENTED -> incremented(in, out, rules);
      case LOADED -> loaded(cycle, in, out);
      default -> "";
    };
  }

  private String retired(boolean cycle, long[] in, long[] out, RuleSet rules) {
    long event = in[StepInputs.FIRST];
    boolean own = held(cycle, in) == event;
    if (rules.contains(Arm64Rule.CHAIN_ON_OVERFLOW)) {
      return "the counter before overflowed";
    } else if (!own) {
      return "its event is 0x%x".formatted(held(cycle, in));
    } else if (out[LAYOUT.answer()] == 0 && rules.contains(Arm64Rule.DENIED_NO_EVENT)) {
      return verdicts.of(event);
    } else if (in[LAYOUT.counter() + CounterState.ENABLED] == 0) {
      return emulatedAside(in, out, "its PMCNTEN bit is 0");
    }
    String does = out[LAYOUT.answer()] != 0 ? "counts at " : "does not count at ";
    return verdicts.of(event) + "; " + does + where(in, rules);
  }

  /** A perf event may count on where the registers say otherwise. */
  private String emulatedAside(long[] in, long[] out, String otherwise) {
    return out[LAYOUT.answer()] != 0 && in[LAYOUT.counter() + CounterState.RUNNING] != 0
        ? "its perf event goes on though " + otherwise
        : otherwise;
  }

  private String incremented(long[] in, long[] out, RuleSet rules) {
    if (rules.contains(Arm64Rule.CHAIN_ON_OVERFLOW)) {
      return "the counter before overflowed";
    } else if (rules.contains(Arm64Rule.SOFTWARE_FILTERED)) {
      return verdicts.of(EventType.SW_INCR) + ", which hardware heeds";
    } else if (out[LAYOUT.answer()] != 0) {
      return rules.contains(Arm64Rule.SW_INCR_UNGATED)
          ? "software increments look at enables alone"
          : "counts where the guest is";
    }
    return in[LAYOUT.counter() + CounterState.ENABLED] == 0
        ? "its PMCNTEN bit is 0"
        : "not meant, for another event, or off where the guest is";
  }

  private String loaded(boolean cycle, long[] in, long[] out) {
    if (model.hardware() == Hardware.NONE) {
      return "the guest has no hardware counters";
    }
    return "0x%x becomes 0x%x; %s"
        .formatted(
            in[LAYOUT.counter() + CounterState.TYPE],
            out[LAYOUT.answer()],
            verdicts.of(event(cycle, in, in[LAYOUT.counter() + CounterState.TYPE])));
  }

  /** The event the counter really has, whatever its type register says. */
  private long held(boolean cycle, long[] in) {
    boolean direct = model.hardware() != Hardware.NONE && model.hardware() != Hardware.REMAP;
    boolean backed = in[LAYOUT.counter() + CounterState.BACKED] != 0;
    if (backed) {
      return in[LAYOUT.counter() + CounterState.BACKED_EVENT];
    }
    int register = direct ? CounterState.HARDWARE : CounterState.TYPE;
    return event(cycle, in, in[LAYOUT.counter() + register]);
  }

  private long event(boolean cycle, long[] in, long type) {
    int version = (int) in[(model.eventSpace() == EventSpace.HOST ? 0 : 2)];
    return cycle ? EventType.CPU_CYCLES : type & Arm64Machine.eventMask(version);
  }

  private String where(long[] in, RuleSet rules) {
    Level level = VcpuRegisters.level(in[LAYOUT.before() + VcpuRegisters.LEVEL]);
    boolean direct = model.hardware() != Hardware.NONE && model.hardware() != Hardware.REMAP;
    long type = in[LAYOUT.counter() + (direct ? CounterState.HARDWARE : CounterState.TYPE)];
    boolean el0 = level == Level.EL0;
    String name = level == Level.VEL2 ? "virtual EL2" : level.id().toUpperCase(Locale.ROOT);
    if (!model.hardware().equals(Hardware.NONE) && direct) {
      return "%s: hardware's %s"
          .formatted(
              name,
              el0
                  ? bits(type, "U", EventType.U, "NSU", EventType.NSU)
                  : bits(type, "P", EventType.P, "NSK", EventType.NSK));
    } else if (in[LAYOUT.counter() + CounterState.BACKED] != 0) {
      return name + ": " + backing(in, el0);
    } else if (rules.contains(Arm64Rule.NESTED_EL2_HPMD)
        || rules.contains(Arm64Rule.NESTED_CYCLE_HPMD)
        || rules.contains(Arm64Rule.NESTED_CYCLE_DP_HCCD)) {
      return name + ": MDCR_EL2 prohibits it";
    } else if (level == Level.VEL2) {
      return name + ": NSH is " + bit(type, EventType.NSH);
    } else if (model.levels() == Levels.P_AND_U) {
      return el0
          ? name + ": U is " + bit(type, EventType.U)
          : name + ": P is " + bit(type, EventType.P);
    }
    return name
        + ": "
        + (el0
            ? bits(type, "U", EventType.U, "NSU", EventType.NSU)
            : bits(type, "P", EventType.P, "NSK", EventType.NSK));
  }

  private static String backing(long[] in, boolean el0) {
    boolean running = in[LAYOUT.counter() + CounterState.RUNNING] != 0;
    int place = el0 ? CounterState.EXCLUDES_EL0 : CounterState.EXCLUDES_EL1;
    boolean excludes = in[LAYOUT.counter() + place] != 0;
    return !running
        ? "its perf event is switched off"
        : "its perf event "
            + (excludes ? "excludes" : "includes")
            + (el0 ? " physical EL0" : " physical EL1");
  }

  private static String bits(long type, String one, long oneMask, String other, long otherMask) {
    return "%s is %d, %s is %d".formatted(one, bit(type, oneMask), other, bit(type, otherMask));
  }

  private static int bit(long type, long mask) {
    return (type & mask) == 0 ? 0 : 1;
  }
}
