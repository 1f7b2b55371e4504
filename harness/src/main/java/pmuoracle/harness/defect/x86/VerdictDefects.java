package pmuoracle.harness.defect.x86;

import java.util.function.Function;
import pmuoracle.harness.imperative.x86.Acceptance;
import pmuoracle.harness.imperative.x86.InstalledFilter;
import pmuoracle.harness.imperative.x86.Procedure;
import pmuoracle.spec.Words;
import pmuoracle.spec.x86.MaskedEntry;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Model;

/** Filters kept or asked wrongly. */
final class VerdictDefects {
  private static final long LOW_HALF = 0xffff_ffffL;

  private VerdictDefects() {}

  /** A procedure that is right but for its filter. */
  static Procedure with(Function<X86Model, InstalledFilter> filter) {
    return new Procedure() {
      @Override
      protected InstalledFilter filter(X86Model model) {
        return filter.apply(model);
      }
    };
  }

  /** X02: as many zeros as there are events. */
  static final class EventsNotCopied extends InstalledFilter {
    EventsNotCopied(X86Model model) {
      super(model);
    }

    @Override
    protected long entry(Words events, int index) {
      return 0;
    }
  }

  /** X04: fixed counters are not filtered. */
  static final class FixedUnfiltered extends InstalledFilter {
    FixedUnfiltered(X86Model model) {
      super(model);
    }

    @Override
    public boolean allowsFixed(int index) {
      return true;
    }
  }

  /** X09: selects are compared in their low 32 bits. */
  static final class TruncatedComparison extends InstalledFilter {
    TruncatedComparison(X86Model model) {
      super(model);
    }

    @Override
    protected long entrySelect(long entry) {
      return super.entrySelect(entry) & LOW_HALF;
    }

    @Override
    protected long eventSelectOf(long eventSelect) {
      return super.eventSelectOf(eventSelect) & LOW_HALF;
    }
  }

  /** X10: Intel's TSX bits are part of what an entry without a mask is compared with. */
  static final class TransactionBits extends InstalledFilter {
    TransactionBits(X86Model model) {
      super(model);
    }

    @Override
    protected long eventSelectOf(long eventSelect) {
      return isMasked() ? super.eventSelectOf(eventSelect) : eventSelect & Vendor.AMD.selectMask();
    }
  }

  /** X13: a masked entry's select has twelve bits on every vendor. */
  static final class WideSelect extends Procedure {
    @Override
    protected Acceptance acceptance(X86Model model) {
      return RequestDefects.wideSelect(model);
    }

    @Override
    protected InstalledFilter filter(X86Model model) {
      return new InstalledFilter(model) {
        @Override
        protected long entrySelect(long entry) {
          return isMasked() ? entry & MaskedEntry.SELECT : super.entrySelect(entry);
        }

        @Override
        protected long eventSelectOf(long eventSelect) {
          return isMasked() ? eventSelect & MaskedEntry.SELECT : super.eventSelectOf(eventSelect);
        }
      };
    }
  }

  /** X31 the other way round: a bitmap of 0 means every fixed counter. */
  static final class ZeroMeansAll extends InstalledFilter {
    ZeroMeansAll(X86Model model) {
      super(model);
    }

    @Override
    public boolean allowsFixed(int index) {
      return bitmap() == 0 || super.allowsFixed(index);
    }
  }

  /** X43: the bitmap is tested in a word that has the flags above it. */
  static final class WideBitTest extends InstalledFilter {
    WideBitTest(X86Model model) {
      super(model);
    }

    @Override
    protected boolean isBitSet(int index) {
      return ((flags() << 32 | bitmap()) >>> index & 1) != 0;
    }
  }
}
