package pmuoracle.harness.system.imperative.arm64;

import static pmuoracle.spec.arm64.Arm64Machine.CYCLE;

import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Model.Levels;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Mdcr;

/**
 * Counters backed by perf events. A perf event counts what it was made for, whatever has become of
 * the registers since; only its being enabled follows them, and not always.
 */
public class EmulatedCpu extends VirtualCpu {
  private final int[] events = new int[CYCLE + 1];
  private long backed;
  private long running;
  private long atEl0;
  private long atEl1;

  public EmulatedCpu(Arm64Model model, InstalledFilter filter) {
    super(model, filter);
  }

  @Override
  public void start(Arm64Machine machine) {
    super.start(machine);
    backed = 0;
  }

  @Override
  protected final boolean counts(int i, int event) {
    return (backed & running & 1L << i) != 0 && events[i] == event && countsHere(i);
  }

  /** Whether the counter's perf event counts at the physical level the guest is at. */
  protected boolean countsHere(int i) {
    long there = registers().level() == Level.EL0 ? atEl0 : atEl1;
    return (there >>> i & 1) != 0;
  }

  @Override
  protected boolean countsSoftware(int i, int event) {
    return registers().isOn() && registers().isSelected(i) && registers().event(i) == event;
  }

  /** Drops the counter's perf event and makes one from the registers as they are. */
  protected void back(int i) {
    long bit = 1L << i;
    backed &= ~bit;
    int event = registers().event(i);
    if (isSoftware(event) || isDenied(i)) {
      return;
    }
    events[i] = event;
    boolean physicalEl1 = registers().isHyp() ? countsAtEl2(i) : countsAtEl1(i);
    backed |= bit;
    atEl0 = with(atEl0, bit, countsAtEl0(i));
    atEl1 = with(atEl1, bit, physicalEl1);
    running = with(running, bit, registers().isEnabled(i));
  }

  /** Whether the type register says that EL0 counts. */
  protected boolean countsAtEl0(int i) {
    long type = registers().type(i);
    boolean u = (type & EventType.U) != 0;
    return model().levels() == Levels.P_AND_U ? !u : u == ((type & EventType.NSU) != 0);
  }

  /** Whether the type register says that EL1 counts. */
  protected boolean countsAtEl1(int i) {
    long type = registers().type(i);
    boolean p = (type & EventType.P) != 0;
    return model().levels() == Levels.P_AND_U ? !p : p == ((type & EventType.NSK) != 0);
  }

  /** Whether virtual EL2 counts. */
  protected boolean countsAtEl2(int i) {
    boolean held = !registers().isHypCounter(i) && registers().hasMdcr(Mdcr.HPMD);
    return !held && (registers().type(i) & EventType.NSH) != 0;
  }

  @Override
  void typeWritten(int i) {
    back(i);
  }

  @Override
  void valueWritten(int i) {
    back(i);
  }

  @Override
  void enablesWritten(long mask) {
    switch (model().enabling()) {
      // Bits set while PMCR.E is 0 re-create nothing; cleared ones always do.
      case RECREATES -> backAll(registers().isOn() ? mask : mask & ~registers().enables());
      case AT_EVERY_PMCR_WRITE, AT_CHANGE -> followAll(mask);
    }
  }

  @Override
  void controlWritten(boolean toggled) {
    switch (model().enabling()) {
      case RECREATES ->
          backAll(registers().isOn() ? registers().enables() : registers().reachable());
      case AT_EVERY_PMCR_WRITE -> followAll(registers().enables());
      case AT_CHANGE -> {
        if (toggled) {
          reload();
        }
      }
    }
  }

  private void reload() {
    long reachable = registers().reachable();
    registers().setEnables(registers().enables() & reachable);
    registers().setOverflows(registers().overflows() & reachable);
    followAll(reachable);
  }

  @Override
  void wentTo(boolean transition) {
    long enables = transition ? registers().enables() : 0;
    while (enables != 0) {
      int i = Long.numberOfTrailingZeros(enables);
      if (countsAtEl1(i) != countsAtEl2(i)) {
        back(i);
      }
      enables &= enables - 1;
    }
  }

  private void backAll(long mask) {
    for (long left = mask; left != 0; left &= left - 1) {
      back(Long.numberOfTrailingZeros(left));
    }
  }

  private void followAll(long mask) {
    for (long left = mask; left != 0; left &= left - 1) {
      follow(Long.numberOfTrailingZeros(left));
    }
  }

  private void follow(int i) {
    long bit = 1L << i;
    boolean enabled = registers().isEnabled(i);
    if (enabled && (backed & bit) == 0) {
      back(i);
    } else {
      running = with(running, bit, enabled);
    }
  }

  private static long with(long set, long bit, boolean in) {
    return in ? set | bit : set & ~bit;
  }
}
