package pmuoracle.harness.shrink.arm64;

import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import pmuoracle.harness.shrink.Numbers;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.FilterRequest;
import pmuoracle.spec.arm64.Level;

/** One step changed: a number lowered, a field as usual, the first virtual CPU. */
final class StepReduction {
  private StepReduction() {}

  static Stream<GuestProgram> simplerSteps(GuestProgram program) {
    return IntStream.range(0, program.steps().size())
        .boxed()
        .flatMap(
            place -> {
              Arm64Step step = (Arm64Step) program.steps().get(place);
              return Stream.concat(onFirst(step), simpler(step))
                  .flatMap(simpler -> Arm64Reduction.with(program, place, simpler));
            });
  }

  private static Stream<Arm64Step> onFirst(Arm64Step step) {
    return IntStream.range(0, step.vcpu()).mapToObj(vcpu -> Vcpus.moved(step, vcpu));
  }

  private static Stream<Arm64Step> simpler(Arm64Step step) {
    if (step instanceof Arm64Step.SetFilter s) {
      return simpler(s.request()).map(r -> new Arm64Step.SetFilter(s.vcpu(), r));
    } else if (step instanceof Arm64Step.SelectPmu s) {
      return less(s.pmu(), v -> new Arm64Step.SelectPmu(s.vcpu(), (int) v));
    } else if (step instanceof Arm64Step.Init s) {
      return s.interrupt() ? Stream.empty() : Stream.of(new Arm64Step.Init(s.vcpu(), true));
    } else if (step instanceof Arm64Step.Write s) {
      return lowered(s.value(), v -> new Arm64Step.Write(s.vcpu(), s.register(), v));
    } else if (step instanceof Arm64Step.HostWrite s) {
      return lowered(s.value(), v -> new Arm64Step.HostWrite(s.vcpu(), s.register(), v));
    } else if (step instanceof Arm64Step.SwIncr s) {
      return lowered(s.mask(), v -> new Arm64Step.SwIncr(s.vcpu(), v));
    } else if (step instanceof Arm64Step.Go s) {
      return Stream.of(Level.values())
          .filter(level -> level.compareTo(s.level()) < 0)
          .map(level -> new Arm64Step.Go(s.vcpu(), level));
    } else if (step instanceof Arm64Step.Retire s) {
      return Stream.concat(
          less(s.times(), v -> new Arm64Step.Retire(s.vcpu(), s.event(), v)),
          lowered(s.event(), v -> new Arm64Step.Retire(s.vcpu(), (int) v, s.times())));
    }
    return Stream.empty();
  }

  private static Stream<Arm64Step> lowered(long value, LongFunction<Arm64Step> step) {
    return Numbers.lower(value).mapToObj(step);
  }

  private static Stream<Arm64Step> less(long quantity, LongFunction<Arm64Step> step) {
    return Numbers.less(quantity).mapToObj(step);
  }

  private static Stream<FilterRequest> simpler(FilterRequest r) {
    return Stream.of(
            Stream.of(
                FilterRequest.of(r.base(), 1, r.action()),
                FilterRequest.of(r.base(), r.nevents(), r.action()),
                with(r, r.action(), r.pad(), FilterRequest.BYTES),
                withMemory(r)),
            ranges(r),
            Numbers.lower(r.base()).mapToObj(v -> withRange(r, (int) v, r.nevents())),
            Numbers.lower(r.action()).mapToObj(v -> with(r, (int) v, r.pad(), r.readable())),
            Numbers.lower(r.pad()).mapToObj(v -> with(r, r.action(), (int) v, r.readable())),
            Numbers.less(r.readable()).mapToObj(v -> with(r, r.action(), r.pad(), (int) v)),
            Numbers.lower(r.group()).mapToObj(v -> sentTo(r, v, r.attribute())),
            attributes(r.attribute()).mapToObj(v -> sentTo(r, r.group(), v)))
        .flatMap(requests -> requests);
  }

  /** One event of the range, its halves, and shorter ones from either end. */
  private static Stream<FilterRequest> ranges(FilterRequest r) {
    return Stream.concat(
        Stream.of(withRange(r, r.base(), 1)),
        Numbers.less(r.nevents())
            .boxed()
            .flatMap(
                n ->
                    Stream.of(
                        withRange(r, r.base(), n.intValue()),
                        withRange(r, r.base() + r.nevents() - n.intValue(), n.intValue()))));
  }

  private static LongStream attributes(long attribute) {
    return LongStream.concat(
        LongStream.of(FilterRequest.FILTER),
        Numbers.lower(attribute ^ FilterRequest.FILTER).map(v -> v ^ FilterRequest.FILTER));
  }

  /** The request with another range; a base beyond 16 bits is cut. */
  static FilterRequest withRange(FilterRequest r, int base, int nevents) {
    return new FilterRequest(
        r.group(),
        r.attribute(),
        base & 0xffff,
        nevents,
        r.action(),
        r.pad(),
        r.readable(),
        r.memory());
  }

  private static FilterRequest with(FilterRequest r, int action, int pad, int readable) {
    return new FilterRequest(
        r.group(), r.attribute(), r.base(), r.nevents(), action, pad, readable, r.memory());
  }

  private static FilterRequest withMemory(FilterRequest r) {
    return new FilterRequest(
        r.group(), r.attribute(), r.base(), r.nevents(), r.action(), r.pad(), r.readable(), true);
  }

  private static FilterRequest sentTo(FilterRequest r, long group, long attribute) {
    return new FilterRequest(
        group, attribute, r.base(), r.nevents(), r.action(), r.pad(), r.readable(), r.memory());
  }
}
