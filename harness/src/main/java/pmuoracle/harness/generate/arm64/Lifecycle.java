package pmuoracle.harness.generate.arm64;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.harness.generate.Dice;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;

/**
 * The calls before the guest's first instruction: select, filters, initialise, run. Mostly in that
 * order; else some exchanged, or all of them in any order.
 */
final class Lifecycle {
  private final Arm64Model model;
  private final Dice dice;
  private final Arm64Machine machine;
  private final ProgramBuilder builder;
  private final List<Runnable> calls = new ArrayList<>();

  private Lifecycle(Arm64Model model, Dice dice, Arm64Machine machine, ProgramBuilder builder) {
    this.model = model;
    this.dice = dice;
    this.machine = machine;
    this.builder = builder;
  }

  /**
   * Adds the calls.
   *
   * @param filters how many filters at least
   */
  static void add(
      Arm64Model model, Dice dice, Arm64Machine machine, ProgramBuilder builder, int filters) {
    Lifecycle lifecycle = new Lifecycle(model, dice, machine, builder);
    lifecycle.choose(filters);
    lifecycle.reorder();
    lifecycle.calls.forEach(Runnable::run);
  }

  private void choose(int filters) {
    if (model.selectsPmu() && dice.chance(machine.strict() ? 0.85 : 0.15)) {
      calls.add(() -> builder.selectPmu(anyVcpu()));
    }
    for (int i = filters + Math.min(dice.below(4), dice.below(4)); i > 0; i--) {
      calls.add(() -> builder.setFilter(anyVcpu()));
    }
    if (model.selectsPmu() && dice.chance(0.15)) {
      calls.add(() -> builder.selectPmu(anyVcpu()));
    }
    boolean spare = machine.vcpus() > 1 && dice.chance(0.4);
    int guests = spare ? machine.vcpus() - 1 : machine.vcpus();
    int last = machine.vcpus() - 1;
    boolean late = dice.chance(spare ? 0.5 : 0.08);
    for (int i = 0; i < guests; i++) {
      int vcpu = i;
      calls.add(() -> builder.init(vcpu));
    }
    if (late) {
      calls.add(() -> builder.setFilter(last));
    }
    for (int i = 0; i < guests; i++) {
      int vcpu = i;
      calls.add(() -> builder.run(vcpu));
    }
    if (late && dice.chance(0.5)) {
      calls.add(() -> builder.setFilter(last));
    }
  }

  private void reorder() {
    int exchanges = dice.chance(0.87) ? 0 : dice.chance(0.4) ? calls.size() : 1;
    for (int i = exchanges; i > 0; i--) {
      int one = dice.below(calls.size());
      int other = dice.below(calls.size());
      calls.set(one, calls.set(other, calls.get(one)));
    }
  }

  private int anyVcpu() {
    return dice.below(machine.vcpus());
  }
}
