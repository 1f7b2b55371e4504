package pmuoracle.harness.system.imperative.arm64;

import static pmuoracle.spec.arm64.Arm64Machine.CYCLE;

import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.EventType;

/** Hardware counters given to the guest, with P and U derived from what must count where it is. */
public class RemapCpu extends ArchitectureCpu implements HardwareBacked {
  private final HardwareTypes hardware = new HardwareTypes();

  public RemapCpu(Arm64Model model, InstalledFilter filter) {
    super(model, filter);
  }

  @Override
  public void start(Arm64Machine machine) {
    super.start(machine);
    hardware.start(machine);
  }

  @Override
  public final long hardwareType(int i) {
    return hardware.get(i);
  }

  @Override
  public void load() {
    derive();
  }

  /** Writes every hardware type register anew. */
  final void derive() {
    for (int i = 0; i < registers().counters(); i++) {
      hardware.set(i, derived(i));
    }
    hardware.set(CYCLE, derived(CYCLE));
  }

  /** The value for the hardware's type register. */
  protected long derived(int i) {
    boolean denied = isHeld(i);
    long event = i == CYCLE ? 0 : registers().event(i);
    return event
        | (denied || !countsAtPhysicalEl1(i) ? EventType.P : 0)
        | (denied || !countsAtEl0(i) ? EventType.U : 0);
  }

  /** Whether the filter stops the counter, which it does not for software events. */
  protected final boolean isHeld(int i) {
    return !isSoftware(registers().event(i)) && isDenied(i);
  }

  /** Whether what the guest runs at physical EL1 counts. */
  protected boolean countsAtPhysicalEl1(int i) {
    return registers().isHyp() ? countsAtEl2(i) : countsAtEl1(i);
  }

  @Override
  protected final boolean counts(int i, int event) {
    return hardware.event(i) == event
        && registers().isEnabled(i)
        && hardware.countsAt(registers().level(), i);
  }

  @Override
  protected final boolean countsSoftware(int i, int event) {
    return counts(i, event);
  }

  /** The guest wrote something that hardware bits may depend on. */
  protected void written() {
    derive();
  }

  /** The virtual CPU is loaded again before its guest runs on. */
  @Override
  protected final void typeStored(int i, boolean ran) {
    load();
  }

  @Override
  void typeWritten(int i) {
    written();
  }

  @Override
  void valueWritten(int i) {
    written();
  }

  @Override
  void enablesWritten(long mask) {
    written();
  }

  @Override
  void pmcrWritten(long changed) {
    written();
  }

  @Override
  void mdcrWritten(long changed) {
    written();
  }

  @Override
  void wentTo(boolean transition) {
    derive();
  }
}
