package pmuoracle.oracle.prove.x86;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.oracle.encoding.x86.Acceptance;
import pmuoracle.oracle.encoding.x86.Entry;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.prove.ProgramWitness;
import pmuoracle.oracle.prove.Statement;
import pmuoracle.oracle.prove.Witness;
import pmuoracle.oracle.smt.Assignment;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.Words;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Step;

/**
 * Calls of the ioctl on one machine and what the kernel answers; its answers can be seen in a
 * program that makes them. A request is any: whatever its header, however much of it can be read,
 * however many entries.
 */
final class Call {
  private static final long RESERVED = 1L << 16;

  private final Terms terms;
  private final X86Model model;
  private final MachineTerms machine;
  private final List<Asked> asked = new ArrayList<>();
  private final List<Bool> given = new ArrayList<>();

  /**
   * One call.
   *
   * @param entries its entries where they are looked at, else none
   */
  record Asked(Acceptance.Request request, List<Word> entries, Word errno) {
    /** The kernel says yes. */
    Bool accepted() {
      return errno.is(0);
    }
  }

  Call(Terms terms, X86Model model) {
    this.terms = terms;
    this.model = model;
    machine = MachineTerms.variables(terms);
    given.add(machine.wellFormed());
  }

  /** Begins a claim about calls under the model. */
  static Claim.Builder<Call> over(String scope, X86Model model) {
    return Claim.over(scope, terms -> new Call(terms, model));
  }

  Terms terms() {
    return terms;
  }

  MachineTerms machine() {
    return machine;
  }

  Call given(Bool condition) {
    given.add(condition);
    return this;
  }

  /** Any request at all. */
  Acceptance.Request any() {
    Acceptance.Request request = Acceptance.Request.variables(terms);
    given.add(request.readable().atMost(Long.MAX_VALUE));
    given.add(request.reserved().implies(request.nevents().is(0).not()));
    return request;
  }

  /** What is answered to it. */
  Asked answer(Acceptance.Request request) {
    return answer(request, List.of());
  }

  /** What is answered to a request of these entries, all of which can be read. */
  Asked answer(Word action, Word flags, List<Word> entries) {
    Acceptance.Request request =
        new Acceptance.Request(
            action,
            terms.word(32, entries.size()),
            flags,
            terms.bool(false),
            terms.word(64, FilterRequest.ALL),
            terms.any(entries.stream().map(e -> Entry.reserved(machine, e)).toList()));
    return answer(request, entries);
  }

  private Asked answer(Acceptance.Request request, List<Word> entries) {
    Asked call = new Asked(request, entries, Acceptance.of(model, machine, request).errno());
    asked.add(call);
    return call;
  }

  Statement claims(Bool goal) {
    return new Statement(given, goal, this::witness);
  }

  private Witness witness(Assignment values) {
    boolean intel = values.value(machine.intel());
    X86Machine facts =
        new X86Machine(
            intel ? Vendor.INTEL : Vendor.AMD,
            1,
            0,
            false,
            48,
            false,
            false,
            false,
            0,
            values.value(machine.wideSize()) ? 64 : 32,
            1);
    List<Step> steps = new ArrayList<>();
    List<ProgramWitness.Seen> seen = new ArrayList<>();
    List<String> argument = new ArrayList<>();
    for (Asked call : asked) {
      long errno = values.value(call.errno());
      seen.add(new ProgramWitness.Seen(model, steps.size(), 0, errno));
      steps.add(new X86Step.SetFilter(request(call, values)));
      argument.add(
          "step %d, %s: %s"
              .formatted(steps.size(), model.id(), errno == 0 ? "accepted" : "refused"));
    }
    return new ProgramWitness(new GuestProgram(facts, steps), seen, argument);
  }

  private FilterRequest request(Asked call, Assignment values) {
    Acceptance.Request request = call.request();
    long nevents = values.value(request.nevents());
    long[] events = new long[(int) Math.min(nevents, FilterRequest.MAX_EVENTS)];
    for (int i = 0; i < call.entries().size(); i++) {
      events[i] = values.value(call.entries().get(i));
    }
    if (call.entries().isEmpty() && values.value(request.reserved())) {
      events[0] = RESERVED;
    }
    return new FilterRequest(
        values.value(request.action()),
        nevents,
        0,
        values.value(request.flags()),
        values.value(request.padded()) ? 1 : 0,
        Words.of(events),
        values.value(request.readable()));
  }
}
