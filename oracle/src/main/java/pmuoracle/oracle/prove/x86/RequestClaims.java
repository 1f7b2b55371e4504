package pmuoracle.oracle.prove.x86;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
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
    return Call.over(SCOPE, model)
        .show("of the first check that fails", c -> checked(c, model, checks -> {}))
        .butNot("of the last check that fails", c -> checked(c, model, Collections::reverse));
  }

  private record Check(Bool fails, Errno error) {}

  private static Statement checked(Call call, X86Model model, Consumer<List<Check>> arrange) {
    Acceptance.Request request = call.any();
    Word errno = call.answer(request).errno();
    List<Check> checks = new ArrayList<>(checks(model, request));
    arrange.accept(checks);
    Bool goal = call.terms().bool(true);
    Bool none = goal;
    for (Check check : checks) {
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
    long last = model.actions() == Actions.NONE_ACCEPT_REJECT ? 2 : 1;
    return Call.over(SCOPE, model)
        .show("an action that is known", c -> accepts(c, r -> r.action().atMost(last)))
        .butNot("allowing alone", c -> accepts(c, r -> r.action().is(VerdictClaims.allow(model))));
  }

  /** Only requests like that are accepted. */
  private static Statement accepts(Call call, Function<Acceptance.Request, Bool> only) {
    Acceptance.Request request = call.any();
    return call.claims(call.answer(request).accepted().implies(only.apply(request)));
  }

  /** The padding changes neither the answer nor, with other bits of the bitmap, a verdict. */
  static Claim restIgnored(X86Model model) {
    return Call.over(SCOPE + "; every bitmap", model)
        .show("padding", RequestClaims::padding)
        .show(
            new Obligation(
                "other bits of the bitmap", t -> FixedClaims.otherBits(new Scenario(t, model))))
        .butNot("nor do flags", RequestClaims::otherFlags);
  }

  private static Statement padding(Call call) {
    Acceptance.Request request = call.any();
    Word one = call.answer(with(request, request.flags(), call.terms().bool(false))).errno();
    Word other = call.answer(with(request, request.flags(), call.terms().bool(true))).errno();
    return call.claims(one.is(other));
  }

  private static Statement otherFlags(Call call) {
    Acceptance.Request request = call.any();
    Acceptance.Request plain = with(request, call.terms().word(32, 0), request.padded());
    return call.claims(call.answer(request).errno().is(call.answer(plain).errno()));
  }

  private static Acceptance.Request with(Acceptance.Request request, Word flags, Bool padded) {
    return new Acceptance.Request(
        request.action(), request.nevents(), flags, padded, request.readable(), request.reserved());
  }

  static Claim paddingChecked(X86Model model) {
    return Call.over(SCOPE, model)
        .show("with padding", c -> refused(c, Acceptance.Request::padded))
        .butNot("nothing is accepted", c -> refused(c, r -> c.terms().bool(true)));
  }

  private static Statement refused(Call call, Function<Acceptance.Request, Bool> where) {
    Acceptance.Request request = call.any();
    call.given(where.apply(request));
    return call.claims(call.answer(request).accepted().not());
  }

  /** What is accepted can be read to its last entry. */
  static Claim acceptedIsReadable(X86Model model) {
    return Call.over(SCOPE, model)
        .show("every claimed entry", c -> accepts(c, r -> readable(model, r, 0)))
        .butNot("and one entry more", c -> accepts(c, r -> readable(model, r, 8)));
  }

  private static Bool readable(X86Model model, Acceptance.Request request, long more) {
    Word needed = RequestSize.needed(model.headerBytes(), request.nevents()).plus(more);
    return needed.atMost(request.readable());
  }

  /** A raw entry that no event has is refused. */
  static Claim impossibleRefused(X86Model model) {
    return Call.over("every request of one entry", model)
        .show(
            "an impossible one",
            c -> refused(c, model, e -> e.isClear(~EventSelect.RAW_EVENT_NB).not()))
        .butNot("any entry", c -> refused(c, model, e -> c.terms().bool(true)));
  }

  private static Statement refused(Call call, X86Model model, Function<Word, Bool> where) {
    Word entry = call.terms().variable("entry", 64);
    call.given(where.apply(entry));
    Word action = call.terms().word(32, VerdictClaims.allow(model));
    Word raw = call.terms().word(32, 0);
    return call.claims(call.answer(action, raw, List.of(entry)).accepted().not());
  }

  /** An entry with a 12-bit select is accepted with the masked flag as without, on Intel. */
  static Claim wideSelectOnIntel(X86Model model) {
    return Call.over("every request of one entry", model)
        .show("with a high nibble", c -> wideSelect(c, model, EventSelect.RAW_EVENT_NB))
        .butNot("whatever the entry", c -> wideSelect(c, model, ~0L));
  }

  private static Statement wideSelect(Call call, X86Model model, long bits) {
    Terms terms = call.terms();
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
