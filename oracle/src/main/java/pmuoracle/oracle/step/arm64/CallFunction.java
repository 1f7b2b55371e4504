package pmuoracle.oracle.step.arm64;

import pmuoracle.oracle.encoding.arm64.Acceptance;
import pmuoracle.spec.arm64.Arm64Model;

/** A call, the making of a virtual machine included. */
public enum CallFunction {
  CREATION,
  FILTER,
  SELECTION,
  INITIALISATION,
  RUN;

  Acceptance acceptance(Arm64Model model, CallInputs in) {
    return switch (this) {
      case CREATION -> Acceptance.creation(in.machine());
      case FILTER -> Acceptance.filter(model, in.machine(), in.vm(), in.request());
      case SELECTION -> Acceptance.selection(model, in.machine(), in.vm(), in.number());
      case INITIALISATION ->
          Acceptance.initialisation(model, in.machine(), in.vm(), in.interrupt());
      case RUN -> Acceptance.run(model, in.machine(), in.vm());
    };
  }
}
