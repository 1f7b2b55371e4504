package pmuoracle.oracle.step.x86;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import pmuoracle.oracle.encoding.x86.Change;
import pmuoracle.oracle.encoding.x86.CounterKind;
import pmuoracle.oracle.encoding.x86.CounterTransitions;
import pmuoracle.oracle.encoding.x86.FixedCounter;
import pmuoracle.oracle.encoding.x86.GeneralPurposeCounter;
import pmuoracle.oracle.encoding.x86.Setting;
import pmuoracle.spec.x86.X86Model;

/** A step's function of one counter. */
public enum CounterFunction {
  FILTER_SET,
  SELECT_WRITTEN,
  LEGACY_WRITTEN,
  FULL_WIDTH_WRITTEN,
  VALUE_WRITTEN,
  READ,
  REGISTERS_CHANGED,
  STATUS_CLEARED,
  ENTERED,
  RETIRED,
  COMPLETED,
  RESET,
  CPUID_SET,
  SELECT_READ,
  STATUS_READ;

  /** Those by which a counter is merely looked at: it is left as it is by how they are made. */
  private static final Set<CounterFunction> LOOKS = EnumSet.of(SELECT_READ, STATUS_READ);

  /** Those of fixed counters, or of general-purpose ones. */
  public static Set<CounterFunction> of(boolean fixed) {
    EnumSet<CounterFunction> all = EnumSet.allOf(CounterFunction.class);
    if (fixed) {
      all.removeAll(EnumSet.of(SELECT_WRITTEN, SELECT_READ));
    }
    return Collections.unmodifiableSet(all);
  }

  /** Those that could do something to a counter of the sort. */
  public static Set<CounterFunction> acting(boolean fixed) {
    EnumSet<CounterFunction> all = EnumSet.copyOf(of(fixed));
    all.removeAll(LOOKS);
    return Collections.unmodifiableSet(all);
  }

  /** The counter of that kind which the inputs are about. */
  public static CounterKind kind(X86Model model, StepInputs in, boolean fixed) {
    Setting setting = new Setting(model, in.machine(), in.filter(), in.index());
    return fixed ? new FixedCounter(setting) : new GeneralPurposeCounter(setting);
  }

  /** What the step does to the counter. */
  public Change change(CounterKind kind, StepInputs in) {
    CounterTransitions steps = new CounterTransitions(kind);
    return switch (this) {
      case FILTER_SET -> steps.filterSet(in.counter());
      case SELECT_WRITTEN -> steps.selectWritten(in.before(), in.counter(), in.first());
      case LEGACY_WRITTEN -> steps.legacyWritten(in.counter(), in.first());
      case FULL_WIDTH_WRITTEN -> steps.fullWidthWritten(in.counter(), in.first());
      case VALUE_WRITTEN -> steps.valueWritten(in.counter(), in.first());
      case READ -> steps.read(in.counter()).openIf(in.unsettled());
      case REGISTERS_CHANGED -> steps.registersChanged(in.before(), in.after(), in.counter());
      case STATUS_CLEARED -> steps.statusCleared(in.counter(), in.first());
      case ENTERED -> steps.entered(in.before(), in.counter());
      case RETIRED ->
          steps
              .retired(in.before(), in.counter(), in.first(), in.second(), in.flag())
              .openIf(in.unsettled());
      case COMPLETED ->
          steps.completed(in.before(), in.counter(), in.first(), in.flag()).openIf(in.unsettled());
      case RESET -> steps.reset(in.counter());
      case CPUID_SET -> steps.cpuidSet(in.counter(), in.ran());
      case SELECT_READ -> steps.selectRead(in.counter());
      case STATUS_READ -> steps.statusRead(in.counter()).openIf(in.unsettled());
    };
  }
}
