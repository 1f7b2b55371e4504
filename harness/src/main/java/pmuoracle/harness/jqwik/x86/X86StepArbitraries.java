package pmuoracle.harness.jqwik.x86;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import pmuoracle.harness.jqwik.StepArbitraries;
import pmuoracle.spec.Step;
import pmuoracle.spec.form.Field;
import pmuoracle.spec.form.Form;
import pmuoracle.spec.form.Name;
import pmuoracle.spec.form.Sort;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.X86Forms;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Step;

/** What is likely of the steps on x86. */
final class X86StepArbitraries extends StepArbitraries {
  private final X86Model model;
  private final X86Machine machine;

  X86StepArbitraries(X86Model model, X86Machine machine) {
    super(X86Forms.ALL, machine);
    this.model = model;
    this.machine = machine;
  }

  Arbitrary<Step> steps() {
    return steps(X86Step.Kind.values(), this::weight);
  }

  private int weight(X86Step.Kind kind) {
    return switch (kind) {
      case WRITE -> 16;
      case RETIRE -> 18;
      case ENTER -> 8;
      case SET_FILTER, READ, EMULATE -> 6;
      case RESET, INIT, SET_CPUID -> 2;
      case ENTER_L2, LEAVE_L2 -> machine.nested() ? 2 : 0;
      case HOST_READ, HOST_WRITE -> 1;
    };
  }

  @Override
  protected Arbitrary<Step> step(Form<? extends Step> form) {
    return form.name().equals(X86Step.Kind.SET_FILTER.verb())
        ? X86RequestArbitraries.requests(model, machine.vendor()).map(X86Step.SetFilter::new)
        : super.step(form);
  }

  @Override
  protected Arbitrary<Long> events() {
    return X86Arbitraries.events().map(event -> event & machine.vendor().keyMask());
  }

  /** The bits that a transition loads, the only ones that steps have beside values. */
  @Override
  protected Arbitrary<Long> numbers(Field<? extends Step> field) {
    return field.sort() == Sort.OPTIONAL_BITS ? globalControls() : super.numbers(field);
  }

  @Override
  @SuppressWarnings("EnumOrdinal")
  protected Arbitrary<Long> values(Name register) {
    return switch (Register.Kind.values()[(int) register.word()]) {
      case EVENT_SELECT -> selects();
      case FIXED_CONTROL -> fixedControls();
      case GLOBAL_CONTROL, GLOBAL_STATUS, GLOBAL_STATUS_CLEAR -> globalControls();
      case EFER -> Arbitraries.of(0L, Register.SVME);
      case COUNTER, FULL_WIDTH_COUNTER, FIXED_COUNTER ->
          Arbitraries.oneOf(
              Arbitraries.longs(), Arbitraries.longs().between(-3, 0).map(this::inWidth));
    };
  }

  private long inWidth(long value) {
    return value & machine.counterMask();
  }

  private Arbitrary<Long> selects() {
    Arbitrary<Long> flags =
        Arbitraries.of(
            0L,
            EventSelect.ENABLE,
            EventSelect.ENABLE | EventSelect.OS,
            EventSelect.ENABLE | EventSelect.USR,
            EventSelect.ENABLE | EventSelect.OS | EventSelect.USR);
    Arbitrary<Long> others = Arbitraries.longs().map(bits -> bits & 0xff9c_0000L);
    return Combinators.combine(
            events(),
            flags,
            Arbitraries.frequencyOf(Tuple.of(4, Arbitraries.just(0L)), Tuple.of(1, others)))
        .as((event, flag, other) -> event | flag | other);
  }

  private Arbitrary<Long> fixedControls() {
    return Arbitraries.of(0L, 1L, 2L, 3L, 0xbL)
        .list()
        .ofSize(machine.fixed())
        .map(nibbles -> nibbles.stream().reduce(0L, (value, nibble) -> (value << 4) | nibble));
  }

  private Arbitrary<Long> globalControls() {
    return Arbitraries.oneOf(
        Arbitraries.of(0L, machine.globalBits()),
        Arbitraries.longs().map(bits -> bits & machine.globalBits()));
  }
}
