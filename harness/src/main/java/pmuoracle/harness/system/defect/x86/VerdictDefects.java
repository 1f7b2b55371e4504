package pmuoracle.harness.system.defect.x86;

import static pmuoracle.harness.system.defect.x86.X86Defects.filter;

import java.util.List;
import pmuoracle.harness.system.defect.Defect;
import pmuoracle.harness.system.imperative.x86.InstalledFilter;
import pmuoracle.spec.Words;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Model;

/** Filters kept or asked wrongly. */
final class VerdictDefects {
  private static final long LOW_HALF = 0xffff_ffffL;

  static final List<Defect> ALL =
      List.of(
          filter(
              "X02",
              "As many zeros as there are events are installed.",
              model ->
                  new InstalledFilter(model) {
                    @Override
                    protected long entry(Words events, int index) {
                      return 0;
                    }
                  }),
          filter(
              "X04",
              "Fixed counters are not filtered.",
              model ->
                  new InstalledFilter(model) {
                    @Override
                    public boolean allowsFixed(int index) {
                      return true;
                    }
                  }),
          filter(
              "X09", "Event selects are compared in their low 32 bits.", TruncatedComparison::new),
          filter(
              "X10",
              "Intel's in-transaction bits are part of what an unmasked entry is compared with.",
              model ->
                  new InstalledFilter(model) {
                    @Override
                    protected long eventSelectOf(long eventSelect) {
                      return isMasked()
                          ? super.eventSelectOf(eventSelect)
                          : eventSelect & Vendor.AMD.selectMask();
                    }
                  }),
          filter(
              "X31",
              "A bitmap of 0 under ALLOW lets every fixed counter count.",
              model ->
                  new InstalledFilter(model) {
                    @Override
                    public boolean allowsFixed(int index) {
                      return bitmap() == 0 || super.allowsFixed(index);
                    }
                  }),
          filter(
                  "X43",
                  "The 32-bit bitmap is tested in a word of 64 bits; no machine has the counters to tell.",
                  model ->
                      new InstalledFilter(model) {
                        @Override
                        protected boolean isBitSet(int index) {
                          return ((flags() << 32 | bitmap()) >>> index & 1) != 0;
                        }
                      })
              .asSilent());

  private VerdictDefects() {}

  private static final class TruncatedComparison extends InstalledFilter {
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
}
