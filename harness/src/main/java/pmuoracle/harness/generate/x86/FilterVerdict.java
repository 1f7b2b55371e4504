package pmuoracle.harness.generate.x86;

import org.jspecify.annotations.Nullable;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.MaskedEntry;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Model.Actions;
import pmuoracle.spec.x86.X86Model.Matching;

/**
 * What a filter that was accepted says, near enough to tell which transitions programs exercise.
 */
final class FilterVerdict {
  private final X86Model model;
  private @Nullable FilterRequest filter;

  FilterVerdict(X86Model model) {
    this.model = model;
  }

  void remove() {
    filter = null;
  }

  void install(FilterRequest request) {
    filter = request;
  }

  /** Whether the event of this event select may be counted by a general-purpose counter. */
  boolean allows(long select, Vendor vendor) {
    FilterRequest now = filter;
    long first = model.actions() == Actions.NONE_ACCEPT_REJECT ? 1 : 0;
    if (now == null || now.action() < first || now.action() > first + 1) {
      return true;
    }
    return isListed(now, select, vendor) == (now.action() == first);
  }

  private boolean isListed(FilterRequest now, long select, Vendor vendor) {
    boolean masks = model.matching() == Matching.MASKED;
    long event = select & (masks ? vendor.keyMask() : EventSelect.RAW_EVENT_NB);
    boolean masked = masks && (now.flags() & FilterRequest.MASKED_EVENTS) != 0;
    boolean listed = false;
    for (int i = 0; i < Math.min(now.nevents(), now.events().size()); i++) {
      long entry = now.events().get(i);
      if (!masked) {
        listed |= entry == event;
      } else if (covers(entry, event)) {
        if ((entry & MaskedEntry.EXCLUDE) != 0) {
          return false;
        }
        listed = true;
      }
    }
    return listed;
  }

  private static boolean covers(long entry, long event) {
    long mask = (entry & MaskedEntry.MASK) >>> MaskedEntry.MASK_SHIFT << MaskedEntry.MATCH_SHIFT;
    return ((entry ^ event) & MaskedEntry.SELECT) == 0
        && (event & mask) == (entry & MaskedEntry.MATCH);
  }

  boolean allowsFixed(int index) {
    FilterRequest now = filter;
    if (now == null) {
      return true;
    }
    boolean set = (now.bitmap() >>> index & 1) != 0;
    return switch (model.fixedFilter()) {
      case UNFILTERED -> true;
      case BITMAP -> set == (now.action() == FilterRequest.ALLOW);
      case REJECT_FAULTING, REJECT_SILENT -> !set;
    };
  }
}
