package pmuoracle.harness.shrink.arm64;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pmuoracle.harness.shrink.Numbers;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.FilterRequest;
import pmuoracle.spec.arm64.Register;

/**
 * One event made simpler wherever it stands: in filter ranges, type registers and what retires,
 * because changed in one place it would no longer meet the others.
 */
final class EventReduction {
  private static final int EVENT = 0xffff;

  private final int from;
  private final int to;
  private final boolean narrow;

  /**
   * @param narrow whether a longer range with the event becomes a range of it alone; else only
   *     ranges that begin with it change
   */
  private EventReduction(int from, int to, boolean narrow) {
    this.from = from;
    this.to = to;
    this.narrow = narrow;
  }

  static Stream<GuestProgram> simplerEvents(GuestProgram program) {
    return events(program).stream()
        .flatMap(
            from ->
                Stream.concat(
                    Stream.of(new EventReduction(from, from, true)),
                    lower(from)
                        .flatMap(
                            to ->
                                Stream.of(
                                    new EventReduction(from, to, true),
                                    new EventReduction(from, to, false)))))
        .flatMap(change -> Arm64Reduction.mapped(program, change::changed));
  }

  private static Stream<Integer> lower(int event) {
    return Numbers.lower(event).boxed().map(Long::intValue);
  }

  private static Set<Integer> events(GuestProgram program) {
    Set<Integer> events = new TreeSet<>();
    for (Step step : program.steps()) {
      events((Arm64Step) step).forEach(events::add);
    }
    return events;
  }

  private static IntStream events(Arm64Step step) {
    if (step instanceof Arm64Step.SetFilter s) {
      return IntStream.of(s.request().base());
    } else if (step instanceof Arm64Step.Retire s) {
      return IntStream.of(s.event());
    } else if (step instanceof Arm64Step.Write s && isType(s.register())) {
      return IntStream.of((int) s.value() & EVENT);
    } else if (step instanceof Arm64Step.HostWrite s && isType(s.register())) {
      return IntStream.of((int) s.value() & EVENT);
    }
    return IntStream.empty();
  }

  private static boolean isType(Register register) {
    return register.kind() == Register.Kind.PMEVTYPER;
  }

  private Arm64Step changed(Arm64Step step) {
    if (step instanceof Arm64Step.SetFilter s) {
      return new Arm64Step.SetFilter(s.vcpu(), changed(s.request()));
    } else if (step instanceof Arm64Step.Retire s && s.event() == from) {
      return new Arm64Step.Retire(s.vcpu(), to, s.times());
    } else if (step instanceof Arm64Step.Write s && isType(s.register())) {
      return new Arm64Step.Write(s.vcpu(), s.register(), changed(s.value()));
    } else if (step instanceof Arm64Step.HostWrite s && isType(s.register())) {
      return new Arm64Step.HostWrite(s.vcpu(), s.register(), changed(s.value()));
    }
    return step;
  }

  private long changed(long type) {
    return (type & EVENT) == from ? (type & ~EVENT) | to : type;
  }

  private FilterRequest changed(FilterRequest r) {
    if (narrow && from >= r.base() && from < r.base() + r.nevents()) {
      return StepReduction.withRange(r, to, 1);
    }
    return from == r.base() ? StepReduction.withRange(r, to, r.nevents()) : r;
  }
}
