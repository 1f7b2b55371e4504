package pmuoracle.harness.defect.x86;

import pmuoracle.harness.imperative.x86.Acceptance;
import pmuoracle.harness.imperative.x86.Procedure;
import pmuoracle.spec.Words;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.MaskedEntry;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;

/** Requests read or checked wrongly. */
final class RequestDefects {
  private RequestDefects() {}

  /** X01: no limit on the count, and a size of 32 bits. */
  static final class UncheckedProduct extends Procedure {
    @Override
    protected Acceptance acceptance(X86Model model) {
      return new Acceptance(model) {
        @Override
        protected boolean isTooMany(long nevents) {
          return false;
        }

        @Override
        protected long sizeMask(X86Machine machine) {
          return 0xffff_ffffL;
        }
      };
    }
  }

  /** X05: any action is accepted. */
  static final class UnknownAction extends Procedure {
    @Override
    protected Acceptance acceptance(X86Model model) {
      return new Acceptance(model) {
        @Override
        protected boolean isKnownAction(long action) {
          return true;
        }
      };
    }
  }

  /** X08: the header is taken for the one of 8 bytes, and the events begin right behind it. */
  static final class ShortHeader extends Procedure {
    /** Events that fit between the end of the short header and that of the long one. */
    private static final int BETWEEN = 3;

    @Override
    protected FilterRequest asRead(FilterRequest request) {
      long[] events =
          new long[Math.min(BETWEEN + request.events().size(), FilterRequest.MAX_EVENTS)];
      events[0] = request.flags() << 32 | request.bitmap();
      events[1] = request.pad() << 32 | request.pad();
      events[2] = events[1];
      for (int i = BETWEEN; i < events.length; i++) {
        events[i] = request.events().get(i - BETWEEN);
      }
      long readable = Math.min(request.readable(), FilterRequest.ALL - 8 * BETWEEN) + 8 * BETWEEN;
      return new FilterRequest(
          request.action(), request.nevents(), 0, 0, 0, Words.of(events), readable);
    }
  }

  /** X11: a masked entry may have any bit. */
  static final class UnusedBits extends Procedure {
    @Override
    protected Acceptance acceptance(X86Model model) {
      return new Acceptance(model) {
        @Override
        protected boolean isUnusable(X86Machine machine, long entry) {
          return false;
        }
      };
    }
  }

  /** X16 the other way round: an entry that nothing can satisfy is refused. */
  static final class Unsatisfiable extends Procedure {
    @Override
    protected Acceptance acceptance(X86Model model) {
      return new Acceptance(model) {
        @Override
        protected boolean isUnusable(X86Machine machine, long entry) {
          long match = (entry & MaskedEntry.MATCH) >>> MaskedEntry.MATCH_SHIFT;
          return super.isUnusable(machine, entry)
              || (match & ~(entry >>> MaskedEntry.MASK_SHIFT)) != 0;
        }
      };
    }
  }

  /** What X13 takes for an entry's fields on every vendor. */
  static Acceptance wideSelect(X86Model model) {
    return new Acceptance(model) {
      @Override
      protected boolean isUnusable(X86Machine machine, long entry) {
        return super.isUnusable(machine, entry & ~EventSelect.SELECT_HIGH);
      }
    };
  }
}
