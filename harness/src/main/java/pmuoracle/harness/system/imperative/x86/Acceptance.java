package pmuoracle.harness.system.imperative.x86;

import pmuoracle.spec.Errno;
import pmuoracle.spec.x86.EventFilter;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.MaskedEntry;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;

/**
 * The checks of {@code KVM_SET_PMU_EVENT_FILTER} in their order; the first that fails is the
 * answer.
 */
public class Acceptance {
  private static final int EVENT_BYTES = 8;

  /** Header bytes from which on there are a bitmap and flags. */
  private static final int LONG_HEADER = 32;

  private final X86Model model;

  public Acceptance(X86Model model) {
    this.model = model;
  }

  /** The answer to the request; {@link Errno#OK} iff it is to be installed. */
  public final Errno errno(X86Machine machine, FilterRequest request) {
    int header = model.headerBytes();
    long readable = request.readableBytes(header);
    if (readable < header) {
      return Errno.EFAULT;
    }
    if (!isKnownAction(request.action()) || (flags(request) & ~model.validFlags()) != 0) {
      return Errno.EINVAL;
    }
    if (isTooMany(request.nevents())) {
      return Errno.E2BIG;
    }
    if (readable < header + listBytes(machine, request.nevents())) {
      return Errno.EFAULT;
    }
    return isMasked(request) && hasUnusableEntry(machine, request) ? Errno.EINVAL : Errno.OK;
  }

  /** What the accepted request puts in place. */
  public final EventFilter filter(X86Machine machine, FilterRequest request) {
    return new EventFilter(
        request.action(),
        request.bitmap(),
        request.flags(),
        isMasked(request),
        request.events().first(entries(machine, request)));
  }

  /** How many events are copied. */
  private int entries(X86Machine machine, FilterRequest request) {
    return (int) (listBytes(machine, request.nevents()) / EVENT_BYTES);
  }

  /** Whether the request's entries are masked ones. */
  private boolean isMasked(FilterRequest request) {
    return (flags(request) & model.validFlags() & FilterRequest.MASKED_EVENTS) != 0;
  }

  /** Whether the generation knows the action. */
  protected boolean isKnownAction(long action) {
    return switch (model.actions()) {
      case UNCHECKED -> true;
      case ALLOW_DENY -> action <= FilterRequest.DENY;
      case NONE_ACCEPT_REJECT -> action <= 2;
    };
  }

  /** Whether the claimed count is beyond the limit. */
  protected boolean isTooMany(long nevents) {
    return nevents > model.maxEvents();
  }

  /** The largest value of the host's size type. */
  protected long sizeMask(X86Machine machine) {
    return machine.hostBits() == 64 ? -1L : 0xffff_ffffL;
  }

  /** Whether a masked request with this entry is refused. */
  protected boolean isUnusable(X86Machine machine, long entry) {
    return (entry & ~fields(machine)) != 0;
  }

  private static long fields(X86Machine machine) {
    return machine.vendor().selectMask()
        | EventSelect.UNIT_MASK
        | MaskedEntry.EXCLUDE
        | MaskedEntry.MASK;
  }

  private boolean hasUnusableEntry(X86Machine machine, FilterRequest request) {
    int entries = entries(machine, request);
    for (int i = 0; i < entries; i++) {
      if (isUnusable(machine, request.events().get(i))) {
        return true;
      }
    }
    return false;
  }

  /** The events' share of the in-kernel object, whose size is computed in the host's size type. */
  private long listBytes(X86Machine machine, long nevents) {
    long mask = sizeMask(machine);
    long object = (model.kernelHeaderBytes() + EVENT_BYTES * nevents) & mask;
    return (object - model.kernelHeaderBytes()) & mask;
  }

  private long flags(FilterRequest request) {
    return model.headerBytes() < LONG_HEADER ? 0 : request.flags();
  }
}
