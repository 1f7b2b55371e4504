package pmuoracle.harness.system.imperative.x86;

import pmuoracle.spec.Words;
import pmuoracle.spec.x86.EventFilter;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.MaskedEntry;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Model;

/** The event filter of one virtual machine: what was accepted last, ready to be asked. */
public class InstalledFilter {
  /** What the action says of events. */
  private enum Effect {
    ALLOW_ALL,
    ALLOW_LISTED,
    DENY_LISTED
  }

  private static final int FULL_MASK = 0xff;

  private final X86Model model;
  private final EventTable table = new EventTable();
  private Vendor vendor = Vendor.INTEL;
  private long selectMask;
  private Effect effect = Effect.ALLOW_ALL;
  private boolean masked;
  private boolean settled = true;
  private long flags;
  private long bitmap;

  public InstalledFilter(X86Model model) {
    this.model = model;
    selectMask = selectMask();
  }

  /** No filter, on a host of this vendor. */
  public final void clear(Vendor host) {
    vendor = host;
    selectMask = selectMask();
    effect = Effect.ALLOW_ALL;
    bitmap = 0;
    settled = true;
    masked = false;
  }

  /** Replaces the filter. */
  public final void install(EventFilter filter) {
    masked = filter.masked();
    bitmap = filter.bitmap();
    flags = filter.flags();
    effect = effect(filter.action());
    table.clear();
    for (int i = 0; i < filter.events().size(); i++) {
      add(entry(filter.events(), i));
    }
  }

  /** Whether the model's sources settle what every filter so far does. */
  public final boolean isSettled() {
    return settled;
  }

  /** Whether the filter allows this selector on a general-purpose counter. */
  public final boolean allowsEvent(long eventSelect) {
    boolean denies = effect == Effect.DENY_LISTED;
    return effect == Effect.ALLOW_ALL || (lists(eventSelect) ^ denies);
  }

  /** Whether the filter allows fixed counter {@code index}. */
  public boolean allowsFixed(int index) {
    return switch (model.fixedFilter()) {
      case UNFILTERED -> true;
      case BITMAP ->
          effect == Effect.ALLOW_ALL || isBitSet(index) == (effect == Effect.ALLOW_LISTED);
      case REJECT_FAULTING, REJECT_SILENT -> !isBitSet(index);
    };
  }

  /** Whether the filter's bitmap has this bit. */
  protected boolean isBitSet(int index) {
    return (bitmap >>> index & 1) != 0;
  }

  /** The filter's bitmap, 32 bits. */
  protected final long bitmap() {
    return bitmap;
  }

  /** The request's flags, 32 bits. */
  protected final long flags() {
    return flags;
  }

  /** Whether the entries are masked ones. */
  protected final boolean isMasked() {
    return masked;
  }

  /** The entry that is kept for the request's event at this place. */
  protected long entry(Words events, int index) {
    return events.get(index);
  }

  /** The part of an entry that must equal {@link #eventSelectOf} the selector's. */
  protected long entrySelect(long entry) {
    return switch (model.matching()) {
      case EQUAL -> entry & ~EventSelect.UNIT_MASK;
      case LOW16 -> entry & EventSelect.SELECT_LOW;
      case MASKED -> entry & vendor.selectMask();
    };
  }

  /** The part of a selector that names the event but for its unit mask. */
  protected long eventSelectOf(long eventSelect) {
    return eventSelect & selectMask;
  }

  private long selectMask() {
    return switch (model.matching()) {
      case EQUAL -> EventSelect.RAW_EVENT_NB & ~EventSelect.UNIT_MASK;
      case LOW16 -> EventSelect.SELECT_LOW;
      case MASKED -> vendor.selectMask();
    };
  }

  private boolean lists(long eventSelect) {
    return table.lists(eventSelectOf(eventSelect), unitMask(eventSelect));
  }

  private void add(long entry) {
    switch (model.matching()) {
      case EQUAL -> addExact(entry);
      case LOW16 -> {
        settled &= (entry & ~EventSelect.RAW_EVENT_NB) == 0;
        addExact(entry);
      }
      case MASKED -> {
        if (masked) {
          boolean exclude = (entry & MaskedEntry.EXCLUDE) != 0;
          int mask = (int) (entry >>> MaskedEntry.MASK_SHIFT);
          table.add(entrySelect(entry), mask, unitMask(entry), exclude);
        } else if ((entry & ~vendor.keyMask()) == 0) {
          addExact(entry);
        }
      }
    }
  }

  private void addExact(long entry) {
    table.add(entrySelect(entry), FULL_MASK, unitMask(entry), false);
  }

  private Effect effect(long action) {
    long allow =
        switch (model.actions()) {
          case UNCHECKED, ALLOW_DENY -> FilterRequest.ALLOW;
          case NONE_ACCEPT_REJECT -> 1;
        };
    if (action == allow) {
      return Effect.ALLOW_LISTED;
    }
    return action == allow + 1 ? Effect.DENY_LISTED : Effect.ALLOW_ALL;
  }

  private static int unitMask(long bits) {
    return (int) (bits >>> MaskedEntry.MATCH_SHIFT) & 0xff;
  }
}
