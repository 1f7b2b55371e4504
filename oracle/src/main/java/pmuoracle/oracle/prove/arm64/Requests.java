package pmuoracle.oracle.prove.arm64;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.oracle.encoding.arm64.Acceptance;
import pmuoracle.oracle.encoding.arm64.FilterCalls;
import pmuoracle.oracle.encoding.arm64.FilterRange;
import pmuoracle.oracle.smt.Assignment;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.spec.arm64.FilterRequest;

/** Filter requests as terms, and as what they are under an assignment. */
final class Requests {
  private Requests() {}

  /** True iff userspace can pass it. */
  static Bool exists(Acceptance.Request request) {
    return request
        .padded()
        .terms()
        .all(
            request.group().atMost(0xffff_ffffL),
            request.action().atMost(0xff),
            request.readable().atMost(FilterRequest.BYTES));
  }

  static FilterRequest of(FilterRange call, Assignment values) {
    return FilterRequest.of(
        (int) values.value(call.base()),
        (int) values.value(call.nevents()),
        values.value(call.allows()) ? FilterRequest.ALLOW : FilterRequest.DENY);
  }

  static FilterRequest of(Acceptance.Request request, Assignment values) {
    return new FilterRequest(
        values.value(request.group()),
        values.value(request.attribute()),
        (int) values.value(request.base()),
        (int) values.value(request.nevents()),
        (int) values.value(request.action()),
        values.value(request.padded()) ? 1 : 0,
        (int) values.value(request.readable()),
        values.value(request.memory()));
  }

  /** The calls, and the request after all of them if it is accepted. */
  static FilterCalls added(FilterCalls calls, Acceptance.Request request, Bool accepted) {
    Terms terms = calls.terms();
    List<FilterRange> more = new ArrayList<>(calls.calls());
    more.add(
        new FilterRange(
            request.base(), request.nevents(), request.action().is(FilterRequest.ALLOW)));
    return new FilterCalls(
        terms, accepted.choose(terms.word(32, calls.calls().size() + 1), calls.count()), more);
  }
}
