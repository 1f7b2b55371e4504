package pmuoracle.harness.shrink.x86;

import java.util.OptionalLong;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import pmuoracle.harness.shrink.Numbers;
import pmuoracle.harness.shrink.x86.X86Reduction.Candidate;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Words;
import pmuoracle.spec.x86.Emulated;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.Privilege;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.X86Step;

/** One step changed: a number lowered, a field as usual, the first virtual CPU. */
final class StepReduction {
  private StepReduction() {}

  static Stream<Candidate> simplerSteps(GuestProgram program) {
    return IntStream.range(0, program.steps().size())
        .boxed()
        .flatMap(
            place -> {
              X86Step step = (X86Step) program.steps().get(place);
              return Stream.concat(onFirst(step), simpler(step))
                  .map(simpler -> X86Reduction.with(program, place, () -> simpler));
            });
  }

  private static Stream<X86Step> onFirst(X86Step step) {
    return step.vcpu() == 0 ? Stream.empty() : Stream.of(Vcpus.moved(step, 0));
  }

  private static Stream<X86Step> simpler(X86Step step) {
    if (step instanceof X86Step.SetFilter s) {
      return simpler(s.request()).map(X86Step.SetFilter::new);
    } else if (step instanceof X86Step.Write s) {
      return Stream.concat(
          legacy(s), lowered(s.value(), v -> new X86Step.Write(s.vcpu(), s.register(), v)));
    } else if (step instanceof X86Step.HostWrite s) {
      return lowered(s.value(), v -> new X86Step.HostWrite(s.vcpu(), s.counter(), v));
    } else if (step instanceof X86Step.Retire s) {
      return simpler(s);
    } else if (step instanceof X86Step.Emulate s) {
      return Stream.of(
          new X86Step.Emulate(s.vcpu(), Emulated.INSTRUCTION, s.privilege()),
          new X86Step.Emulate(s.vcpu(), s.what(), Privilege.KERNEL));
    } else if (step instanceof X86Step.EnterL2 s) {
      return loaded(s.globalControl()).map(v -> new X86Step.EnterL2(s.vcpu(), v));
    } else if (step instanceof X86Step.LeaveL2 s) {
      return loaded(s.globalControl()).map(v -> new X86Step.LeaveL2(s.vcpu(), v));
    }
    return Stream.empty();
  }

  private static Stream<X86Step> legacy(X86Step.Write write) {
    int index = write.register().index();
    return write.register().kind() == Register.Kind.FULL_WIDTH_COUNTER
        ? Stream.of(new X86Step.Write(write.vcpu(), Register.counter(index), write.value()))
        : Stream.empty();
  }

  private static Stream<X86Step> simpler(X86Step.Retire s) {
    return Stream.of(
            Stream.<X86Step>of(
                new X86Step.Retire(s.vcpu(), s.event(), s.times(), Privilege.KERNEL)),
            less(s.times(), v -> new X86Step.Retire(s.vcpu(), s.event(), v, s.privilege())),
            lowered(s.event(), v -> new X86Step.Retire(s.vcpu(), v, s.times(), s.privilege())))
        .flatMap(steps -> steps);
  }

  private static Stream<X86Step> lowered(long value, LongFunction<X86Step> step) {
    return Numbers.lower(value).mapToObj(step);
  }

  private static Stream<X86Step> less(long quantity, LongFunction<X86Step> step) {
    return Numbers.less(quantity).mapToObj(step);
  }

  private static Stream<OptionalLong> loaded(OptionalLong value) {
    return value.isEmpty()
        ? Stream.empty()
        : Stream.concat(
            Stream.of(OptionalLong.empty()),
            Numbers.lower(value.getAsLong()).mapToObj(OptionalLong::of));
  }

  private static Stream<FilterRequest> simpler(FilterRequest r) {
    return Stream.of(
            LongStream.of(FilterRequest.ALL)
                .mapToObj(v -> with(r, r.action(), r.events().size(), r.bitmap(), 0, v)),
            LongStream.of(FilterRequest.ALL)
                .mapToObj(v -> with(r, r.action(), r.nevents(), r.bitmap(), r.flags(), v)),
            LongStream.of(r.events().size())
                .mapToObj(v -> with(r, r.action(), v, r.bitmap(), r.flags(), r.readable())),
            Numbers.lower(r.pad()).mapToObj(v -> withPad(r, v)),
            Numbers.lower(r.bitmap())
                .mapToObj(v -> with(r, r.action(), r.nevents(), v, r.flags(), r.readable())),
            Numbers.lower(r.flags())
                .mapToObj(v -> with(r, r.action(), r.nevents(), r.bitmap(), v, r.readable())),
            Numbers.lower(r.action())
                .mapToObj(v -> with(r, v, r.nevents(), r.bitmap(), r.flags(), r.readable())),
            Numbers.less(r.nevents())
                .mapToObj(v -> with(r, r.action(), v, r.bitmap(), r.flags(), r.readable())),
            Numbers.less(r.readable())
                .filter(v -> r.readable() != FilterRequest.ALL)
                .mapToObj(v -> with(r, r.action(), r.nevents(), r.bitmap(), r.flags(), v)))
        .flatMap(requests -> requests);
  }

  private static FilterRequest with(
      FilterRequest r, long action, long nevents, long bitmap, long flags, long readable) {
    return new FilterRequest(action, nevents, bitmap, flags, r.pad(), r.events(), readable);
  }

  private static FilterRequest withPad(FilterRequest r, long pad) {
    return new FilterRequest(
        r.action(), r.nevents(), r.bitmap(), r.flags(), pad, r.events(), r.readable());
  }

  /** The request with other events, as many. */
  static FilterRequest withEvents(FilterRequest r, Words events) {
    return new FilterRequest(
        r.action(), r.nevents(), r.bitmap(), r.flags(), r.pad(), events, r.readable());
  }
}
