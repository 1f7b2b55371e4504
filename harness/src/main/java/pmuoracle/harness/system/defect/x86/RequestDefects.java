package pmuoracle.harness.system.defect.x86;

import static pmuoracle.harness.system.defect.x86.X86Defects.acceptance;
import static pmuoracle.harness.system.defect.x86.X86Defects.defect;

import java.util.List;
import pmuoracle.harness.system.defect.Defect;
import pmuoracle.harness.system.imperative.x86.Acceptance;
import pmuoracle.harness.system.imperative.x86.InstalledFilter;
import pmuoracle.harness.system.imperative.x86.Procedure;
import pmuoracle.spec.Words;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.MaskedEntry;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;

/** Requests read or checked wrongly. */
final class RequestDefects {
  static final List<Defect> ALL =
      List.of(
          acceptance(
              "X01",
              "The list's size is a 32-bit product of an unchecked count.",
              model ->
                  new Acceptance(model) {
                    @Override
                    protected boolean isTooMany(long nevents) {
                      return false;
                    }

                    @Override
                    protected long sizeMask(X86Machine machine) {
                      return 0xffff_ffffL;
                    }
                  }),
          acceptance(
              "X05",
              "An unknown action is accepted and allows everything.",
              model ->
                  new Acceptance(model) {
                    @Override
                    protected boolean isKnownAction(long action) {
                      return true;
                    }
                  }),
          defect(
              "X08",
              "The header is taken for the one of 8 bytes, so the events begin at its bitmap.",
              ShortHeader::new),
          acceptance(
              "X11",
              "A masked entry with an unused bit is accepted.",
              model ->
                  new Acceptance(model) {
                    @Override
                    protected boolean isUnusable(X86Machine machine, long entry) {
                      return false;
                    }
                  }),
          defect(
              "X13",
              "A masked entry's event select has twelve bits on Intel too.",
              WideSelect::new),
          acceptance(
              "X16",
              "A masked entry that no unit mask satisfies is refused.",
              model ->
                  new Acceptance(model) {
                    @Override
                    protected boolean isUnusable(X86Machine machine, long entry) {
                      long match = (entry & MaskedEntry.MATCH) >>> MaskedEntry.MATCH_SHIFT;
                      return super.isUnusable(machine, entry)
                          || (match & ~(entry >>> MaskedEntry.MASK_SHIFT)) != 0;
                    }
                  }));

  private RequestDefects() {}

  private static final class ShortHeader extends Procedure {
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

  private static final class WideSelect extends Procedure {
    @Override
    protected Acceptance acceptance(X86Model model) {
      return new Acceptance(model) {
        @Override
        protected boolean isUnusable(X86Machine machine, long entry) {
          return super.isUnusable(machine, entry & ~EventSelect.SELECT_HIGH);
        }
      };
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
}
