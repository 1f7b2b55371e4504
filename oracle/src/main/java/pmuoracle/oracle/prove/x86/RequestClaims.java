package pmuoracle.oracle.prove.x86;

import java.util.List;
import pmuoracle.oracle.encoding.x86.Acceptance;
import pmuoracle.oracle.encoding.x86.RequestSize;
import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.prove.Obligation;
import pmuoracle.oracle.prove.Statement;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.Errno;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Model.Actions;

/** Claims about what the kernel answers to a request. */
final class RequestClaims {
  private static final String SCOPE = "every request, whatever its entries";

  private RequestClaims() {}

  /** The answer is the error of the first check that fails. */
  static Claim firstCheckDecides(X86Model model) {
    return Claim.timeless(
        SCOPE,
        new Obligation("of the last check that fails", t -> checked(t, model, false)),
        new Obligation("of the first check that fails", t -> checked(t, model, true)));
  }

  private record Check(Bool fails, Errno error) {}

  private static Statement checked(Terms terms, X86Model model, boolean first) {
    Call call = new Call(terms, model);
    Acceptance.Request request = call.any();
    Word errno = call.answer(request).errno();
    List<Check> checks = checks(model, request);
    Bool goal = terms.bool(true);
    Bool none = terms.bool(true);
    for (int i = 0; i < checks.size(); i++) {
      Check check = checks.get(first ? i : checks.size() - 1 - i);
      goal = goal.and(none.and(check.fails).implies(errno.is(check.error.number())));
      none = none.and(check.fails.not());
    }
    return call.claims(goal.and(none.implies(errno.is(0))));
  }

  /** In the kernel's order; the sizes as they are, without a size type. */
  private static List<Check> checks(X86Model model, Acceptance.Request request) {
    Terms terms = request.action().terms();
    boolean longHeader = model.headerBytes() > 8;
    Word needed = RequestSize.needed(model.headerBytes(), request.nevents());
    Bool masked = model.validFlags() == 0 ? terms.bool(false) : request.flags().isClear(1).not();
    return List.of(
        new Check(request.readable().below(model.headerBytes()), Errno.EFAULT),
        new Check(action(model, request.action()).not(), Errno.EINVAL),
        new Check(
            terms.bool(longHeader).and(request.flags().atMost(model.validFlags()).not()),
            Errno.EINVAL),
        new Check(request.nevents().atMost(model.maxEvents()).not(), Errno.E2BIG),
        new Check(request.readable().below(needed), Errno.EFAULT),
        new Check(masked.and(request.reserved()), Errno.EINVAL));
  }

  private static Bool action(X86Model model, Word action) {
    return switch (model.actions()) {
      case UNCHECKED -> action.terms().bool(true);
      case ALLOW_DENY -> action.is(0).or(action.is(1));
      case NONE_ACCEPT_REJECT -> action.is(0).or(action.is(1)).or(action.is(2));
    };
  }

  /** Only actions that mean something are accepted. */
  static Claim actionsChecked(X86Model model) {
    return Claim.timeless(
        SCOPE,
        new Obligation("allowing alone", t -> known(t, model, true)),
        new Obligation("an action that is known", t -> known(t, model, false)));
  }

  private static Statement known(Terms terms, X86Model model, boolean allowing) {
    Call call = new Call(terms, model);
    Acceptance.Request request = call.any();
    long last = model.actions() == Actions.NONE_ACCEPT_REJECT ? 2 : 1;
    return call.claims(
        call.answer(request)
            .accepted()
            .implies(
                allowing
                    ? request.action().is(VerdictClaims.allow(model))
                    : request.action().atMost(last)));
  }

  /** The padding changes neither the answer nor, with other bits of the bitmap, a verdict. */
  static Claim restIgnored(X86Model model) {
    return Claim.timeless(
        SCOPE + "; every bitmap",
        new Obligation("nor do flags", t -> otherFlags(t, model)),
        new Obligation("padding", t -> padding(t, model)),
        new Obligation("other bits of the bitmap", t -> FixedClaims.otherBits(t, model)));
  }

  private static Statement padding(Terms terms, X86Model model) {
    Call call = new Call(terms, model);
    Acceptance.Request request = call.any();
    Word one = call.answer(padded(request, terms.bool(false))).errno();
    return call.claims(one.is(call.answer(padded(request, terms.bool(true))).errno()));
  }

  private static Statement otherFlags(Terms terms, X86Model model) {
    Call call = new Call(terms, model);
    Acceptance.Request request = call.any();
    Acceptance.Request plain =
        new Acceptance.Request(
            request.action(),
            request.nevents(),
            terms.word(32, 0),
            request.padded(),
            request.readable(),
            request.reserved());
    return call.claims(call.answer(request).errno().is(call.answer(plain).errno()));
  }

  private static Acceptance.Request padded(Acceptance.Request request, Bool is) {
    return new Acceptance.Request(
        request.action(),
        request.nevents(),
        request.flags(),
        is,
        request.readable(),
        request.reserved());
  }

  static Claim paddingChecked(X86Model model) {
    return Claim.timeless(
        SCOPE,
        new Obligation("nothing is accepted", t -> accepted(t, model, false)),
        new Obligation("with padding", t -> accepted(t, model, true)));
  }

  private static Statement accepted(Terms terms, X86Model model, boolean padded) {
    Call call = new Call(terms, model);
    Acceptance.Request request = call.any();
    call.given(padded ? request.padded() : terms.bool(true));
    return call.claims(call.answer(request).accepted().not());
  }

  /** What is accepted can be read to its last entry. */
  static Claim acceptedIsReadable(X86Model model) {
    return Claim.timeless(
        SCOPE,
        new Obligation("and one entry more", t -> readable(t, model, 8)),
        new Obligation("every claimed entry", t -> readable(t, model, 0)));
  }

  private static Statement readable(Terms terms, X86Model model, long more) {
    Call call = new Call(terms, model);
    Acceptance.Request request = call.any();
    Word needed = RequestSize.needed(model.headerBytes(), request.nevents()).plus(more);
    return call.claims(call.answer(request).accepted().implies(needed.atMost(request.readable())));
  }

  /** A raw entry that no event has is refused. */
  static Claim impossibleRefused(X86Model model) {
    return Claim.timeless(
        "every request of one entry",
        new Obligation("any entry", t -> refused(t, model, false)),
        new Obligation("an impossible one", t -> refused(t, model, true)));
  }

  private static Statement refused(Terms terms, X86Model model, boolean impossible) {
    Call call = new Call(terms, model);
    Word entry = terms.variable("entry", 64);
    call.given(impossible ? entry.isClear(~EventSelect.RAW_EVENT_NB).not() : terms.bool(true));
    Word action = terms.word(32, VerdictClaims.allow(model));
    return call.claims(call.answer(action, terms.word(32, 0), List.of(entry)).accepted().not());
  }

  /** An entry with a 12-bit select is accepted with the masked flag as without, on Intel. */
  static Claim wideSelectOnIntel(X86Model model) {
    return Claim.timeless(
        "every request of one entry",
        new Obligation("whatever the entry", t -> wideSelect(t, model, ~0L)),
        new Obligation("with a high nibble", t -> wideSelect(t, model, EventSelect.RAW_EVENT_NB)));
  }

  private static Statement wideSelect(Terms terms, X86Model model, long bits) {
    Call call = new Call(terms, model);
    Word entry = terms.variable("entry", 64);
    call.given(call.machine().intel());
    call.given(entry.and(bits).is(entry));
    call.given(entry.isClear(EventSelect.SELECT_HIGH).not());
    Word action = terms.word(32, VerdictClaims.allow(model));
    Word raw = terms.word(32, 0);
    Word masked = terms.word(32, FilterRequest.MASKED_EVENTS);
    return call.claims(
        call.answer(action, raw, List.of(entry))
            .accepted()
            .iff(call.answer(action, masked, List.of(entry)).accepted()));
  }
}
