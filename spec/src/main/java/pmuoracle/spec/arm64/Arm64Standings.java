package pmuoracle.spec.arm64;

import static pmuoracle.spec.Standing.ABSENT;
import static pmuoracle.spec.Standing.FAILS;
import static pmuoracle.spec.Standing.HOLDS;

import pmuoracle.spec.Standing;
import pmuoracle.spec.arm64.Arm64Model.Hardware;
import pmuoracle.spec.arm64.Arm64Model.UpperAdvertised;

/** What is expected of arm64 invariants, by the flags of a model. */
final class Arm64Standings {
  private Arm64Standings() {}

  private static Standing holdsIf(boolean condition) {
    return condition ? HOLDS : FAILS;
  }

  static Standing everywhere(Arm64Model model) {
    return HOLDS;
  }

  static Standing nowhere(Arm64Model model) {
    return FAILS;
  }

  /** A filter that changes once something runs changes under what counts. */
  static Standing frozen(Arm64Model model) {
    return holdsIf(model.refusedAfterRun());
  }

  /** Exclude bits that a guest's own bits undo are no filter. */
  static Standing notDirect(Arm64Model model) {
    return holdsIf(!model.direct());
  }

  static Standing frozenAndNotDirect(Arm64Model model) {
    return holdsIf(model.refusedAfterRun() && !model.direct());
  }

  /** Emulation follows the architecture since NSK and NSU are read, but not with nesting. */
  static Standing asArchitecture(Arm64Model model) {
    return holdsIf(!model.direct() && followsArchitecture(model, false));
  }

  static Standing asArchitectureWithoutNesting(Arm64Model model) {
    return holdsIf(!model.direct() && followsArchitecture(model, true));
  }

  private static boolean followsArchitecture(Arm64Model model, boolean plain) {
    return switch (model.levels()) {
      case P_AND_U -> false;
      case WITH_NON_SECURE -> true;
      case WITH_HYP -> plain || model.deviations().isEmpty();
    };
  }

  /** Version 4's denied events count wherever they are, or nowhere. */
  static Standing sameWhereverDenied(Arm64Model model) {
    return holdsIf(!model.direct() || model.hardware() == Hardware.DIRECT_V4);
  }

  /** Nested machines; only what is derived from the registers as they are follows them. */
  static Standing followsHypControls(Arm64Model model) {
    return model.nested() ? holdsIf(!model.direct() && !model.emulated()) : ABSENT;
  }

  /** A wrap is reported where it happens unless the period is KVM's own. */
  static Standing overflowsReported(Arm64Model model) {
    return holdsIf(
        !model.deviates(Deviation.PERIOD_FROM_COUNT) && !model.deviates(Deviation.WIDTH_STALE));
  }

  static Standing nestedAndNotDirect(Arm64Model model) {
    return model.nested() ? notDirect(model) : ABSENT;
  }

  static Standing notEmulatedNesting(Arm64Model model) {
    return holdsIf(!(model.emulated() && model.nested()));
  }

  static Standing neitherEmulatedNorDirect(Arm64Model model) {
    return holdsIf(!model.emulated() && !model.direct());
  }

  /** Version 5.10 says nothing of the halves that others hide. */
  static Standing upperUnknown(Arm64Model model) {
    return holdsIf(model.upperAdvertised() == UpperAdvertised.UNBOUNDED);
  }

  /** What version 7 does at a type write is not settled. */
  static Standing typeReads(Arm64Model model) {
    return model.hardware() == Hardware.DIRECT_V7 ? ABSENT : HOLDS;
  }

  /** Versions 5 and 6 store type registers unmasked. */
  static Standing typesMasked(Arm64Model model) {
    return switch (model.hardware()) {
      case DIRECT_V5, DIRECT_V6 -> FAILS;
      case DIRECT_V7 -> ABSENT;
      case NONE, DIRECT_V4, DIRECT_V8, REMAP -> HOLDS;
    };
  }

  /** Versions 6 and 8 let a write wait for the next load. */
  static Standing writtenAsLoaded(Arm64Model model) {
    return switch (model.hardware()) {
      case NONE -> ABSENT;
      case DIRECT_V6, DIRECT_V8 -> FAILS;
      case DIRECT_V4, DIRECT_V5, DIRECT_V7, REMAP -> HOLDS;
    };
  }

  /**
   * Perf events outlive a filter that changes and controls that change; version 5 may not load,
   * versions 6 and 8 load late, version 7 never loads the cycle counter.
   */
  static Standing withoutHistory(Arm64Model model) {
    return switch (model.hardware()) {
      case NONE -> holdsIf(!model.emulated() || (model.refusedAfterRun() && !model.nested()));
      case DIRECT_V4, REMAP -> HOLDS;
      case DIRECT_V5, DIRECT_V6, DIRECT_V7, DIRECT_V8 -> FAILS;
    };
  }

  /** Version 4 clears NSH of denied events only. */
  static Standing hardwareWithoutEl2(Arm64Model model) {
    return switch (model.hardware()) {
      case NONE -> ABSENT;
      case DIRECT_V4 -> FAILS;
      case DIRECT_V5, DIRECT_V6, DIRECT_V7, DIRECT_V8, REMAP -> HOLDS;
    };
  }

  /** Of counters just programmed, which follow virtual EL2's rules too. */
  static Standing freshAsArchitecture(Arm64Model model) {
    return asArchitectureWithoutNesting(model);
  }
}
