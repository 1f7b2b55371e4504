package pmuoracle.oracle.arm64;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.oracle.encoding.arm64.Acceptance;
import pmuoracle.oracle.encoding.arm64.VmState;
import pmuoracle.oracle.smt.Term;
import pmuoracle.spec.arm64.Arm64Model;

/** A call; its outputs are the virtual machine after it, the errno and the rules. */
enum CallFunction {
  CREATION,
  FILTER,
  SELECTION,
  INITIALISATION,
  RUN;

  static final int ERRNO = VmState.SIZE;
  static final int FIRED = ERRNO + 1;
  static final int SIZE = FIRED + 2;

  List<Term> outputs(Arm64Model model, CallInputs in) {
    Acceptance acceptance = acceptance(model, in);
    List<Term> outputs = new ArrayList<>(acceptance.next().terms());
    outputs.add(acceptance.errno());
    outputs.add(acceptance.fired().low());
    outputs.add(acceptance.fired().high());
    return outputs;
  }

  private Acceptance acceptance(Arm64Model model, CallInputs in) {
    return switch (this) {
      case CREATION -> Acceptance.creation(in.machine());
      case FILTER -> Acceptance.filter(model, in.machine(), in.vm(), in.request());
      case SELECTION -> Acceptance.selection(model, in.machine(), in.vm(), in.number());
      case INITIALISATION -> Acceptance.initialisation(in.machine(), in.vm(), in.interrupt());
      case RUN -> Acceptance.run(in.machine(), in.vm());
    };
  }
}
