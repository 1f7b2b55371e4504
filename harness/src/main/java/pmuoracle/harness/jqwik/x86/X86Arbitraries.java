package pmuoracle.harness.jqwik.x86;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Model.Mediated;

/** Machines, events and whole programs for x86, as far as a model speaks about them. */
public final class X86Arbitraries {
  private static final int MAX_STEPS = 30;

  private X86Arbitraries() {}

  /** Programs of up to 30 steps on any machine the model does not refuse. */
  public static Arbitrary<GuestProgram> programs(X86Model model) {
    return machines(model).flatMap(machine -> programs(model, machine));
  }

  /** Programs of up to 30 steps on this machine. */
  public static Arbitrary<GuestProgram> programs(X86Model model, X86Machine machine) {
    Arbitrary<List<Step>> steps =
        new X86StepArbitraries(model, machine).steps().list().ofMaxSize(MAX_STEPS);
    return steps.map(list -> new GuestProgram(machine, list));
  }

  /** Machines the model does not refuse; the simplest has no counter and no feature. */
  public static Arbitrary<X86Machine> machines(X86Model model) {
    Arbitrary<Boolean> yes = Arbitraries.of(false, true);
    return Combinators.combine(
            Arbitraries.of(Vendor.class),
            Arbitraries.integers().between(0, X86Machine.MAX_GENERAL_PURPOSE),
            Arbitraries.integers().between(0, 4),
            Arbitraries.of(48, 32, 40, 64),
            yes.list().ofSize(4),
            Arbitraries.integers().between(0, 0x7f),
            Arbitraries.integers().between(1, X86Machine.MAX_VCPUS))
        .as(
            (vendor, generalPurpose, fixed, width, features, unavailable, vcpus) -> {
              boolean intel = vendor == Vendor.INTEL;
              boolean global = features.get(0) && (intel || model.amdGlobalControl());
              return new X86Machine(
                  vendor,
                  Math.min(generalPurpose, vendor.maxGeneralPurpose()),
                  intel && global ? fixed : 0,
                  global,
                  width,
                  intel && features.get(1),
                  global && model.mediated() != Mediated.ABSENT && features.get(2),
                  features.get(3),
                  intel ? unavailable : 0,
                  Long.SIZE,
                  vcpus);
            });
  }

  /** Events as they stand in a selector, 12-bit select and unit mask, few of them far apart. */
  public static Arbitrary<Long> events() {
    return Arbitraries.frequencyOf(
        Tuple.of(4, Arbitraries.of(0L, 0xc0L, 0x3cL, 0xc4L, 0xc2L, 0x1c0L, 0x1_0000_00c0L, 0x300L)),
        Tuple.of(1, Arbitraries.longs().map(bits -> bits & EventSelect.RAW_EVENT_NB)));
  }
}
