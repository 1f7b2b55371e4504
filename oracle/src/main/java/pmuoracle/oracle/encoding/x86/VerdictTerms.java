package pmuoracle.oracle.encoding.x86;

import pmuoracle.oracle.encoding.Fired;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.x86.X86Model.Actions;
import pmuoracle.spec.x86.X86Model.FixedFilter;
import pmuoracle.spec.x86.X86Rule;

/**
 * What the filter says of one event on one counter.
 *
 * @param allowed ALLOWED, else DENIED
 * @param fired why
 */
public record VerdictTerms(Bool allowed, Fired fired) {

  /**
   * On a general-purpose counter: ALLOWED iff there is no filter, or the action lets pass what is
   * listed and the event is listed, or it denies what is listed and the event is not, or it is
   * neither of the two.
   */
  public static VerdictTerms generalPurpose(Actions actions, FilterTerms filter, Word eventSelect) {
    Bool allows = filter.present().and(allowsListed(actions, filter));
    Bool denies = filter.present().and(deniesListed(actions, filter));
    Bool neither = filter.present().and(allows.or(denies).not());
    Bool listed = filter.listing().of(eventSelect);
    Bool allowed = allows.choose(listed, denies.implies(listed.not()));
    Fired fired =
        Fired.none(allowed.terms())
            .with(X86Rule.NO_FILTER_ALLOWS, filter.present().not())
            .with(X86Rule.LISTED_ALLOWED, allows.and(listed))
            .with(X86Rule.UNLISTED_DENIED, allows.and(listed.not()))
            .with(X86Rule.LISTED_DENIED, denies.and(listed))
            .with(X86Rule.UNLISTED_ALLOWED, denies.and(listed.not()))
            .with(filter.listing().fired(eventSelect), allows.or(denies));
    return new VerdictTerms(
        allowed,
        switch (actions) {
          case ALLOW_DENY -> fired;
          case UNCHECKED -> fired.with(X86Rule.UNKNOWN_ACTION_ALLOWS, neither);
          case NONE_ACCEPT_REJECT -> fired.with(X86Rule.SET_NONE_REMOVES, neither);
        });
  }

  /** On fixed counter {@code index} (64 bits, below 32). */
  public static VerdictTerms fixed(
      FixedFilter decides, Actions actions, FilterTerms filter, Word index) {
    Terms terms = index.terms();
    Bool absent = filter.present().not();
    Bool set = bit(filter.bitmap(), index);
    Fired fired = Fired.none(terms).with(X86Rule.NO_FILTER_ALLOWS, absent);
    return switch (decides) {
      case UNFILTERED ->
          new VerdictTerms(
              terms.bool(true), fired.with(X86Rule.FIXED_UNFILTERED, filter.present()));
      case BITMAP -> {
        Bool allows = allowsListed(actions, filter);
        Bool denies = deniesListed(actions, filter);
        yield new VerdictTerms(
            absent.or(allows.choose(set, denies.implies(set.not()))),
            fired.with(X86Rule.FIXED_BY_BITMAP, filter.present()));
      }
      case REJECT_FAULTING, REJECT_SILENT ->
          new VerdictTerms(
              absent.or(set.not()), fired.with(X86Rule.FIXED_REJECTED, filter.present()));
    };
  }

  /** Bit {@code index} of the bitmap. */
  static Bool bit(Word bitmap, Word index) {
    return bitmap.zeroExtend(64).shiftRight(index).bit(0);
  }

  private static Bool allowsListed(Actions actions, FilterTerms filter) {
    return filter.action().is(actions == Actions.NONE_ACCEPT_REJECT ? 1 : 0);
  }

  private static Bool deniesListed(Actions actions, FilterTerms filter) {
    return filter.action().is(actions == Actions.NONE_ACCEPT_REJECT ? 2 : 1);
  }
}
