package pmuoracle.oracle.arm64;

import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Model.EventSpace;
import pmuoracle.spec.arm64.Arm64Rule;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.FilterRequest;
import pmuoracle.spec.arm64.Register;

/** Why a call, or an access that concerns no single counter, was answered as it was. */
final class CallWords {
  private final Arm64Model model;
  private final GuestProgram program;

  CallWords(Arm64Model model, GuestProgram program) {
    this.model = model;
    this.program = program;
  }

  /** The words for a step, or none where the rules say it all. */
  String of(int number, RuleSet rules) {
    Arm64Step step = (Arm64Step) program.steps().get(number);
    if (rules.contains(Arm64Rule.NOT_RUN)) {
      return "virtual CPU " + step.vcpu() + " has not run";
    } else if (step instanceof Arm64Step.SetFilter s) {
      return filter(s.request(), rules);
    } else if (step instanceof Arm64Step.Write s) {
      return access(s.register(), rules);
    } else if (step instanceof Arm64Step.Read s) {
      return access(s.register(), rules);
    }
    return "";
  }

  private String filter(FilterRequest request, RuleSet rules) {
    Arm64Machine machine = (Arm64Machine) program.machine();
    String range = VerdictWords.range(request.base(), request.nevents());
    if (rules.contains(Arm64Rule.SET_RANGE)) {
      boolean host = model.eventSpace() == EventSpace.HOST;
      int last = Arm64Machine.eventMask(host ? machine.hostVersion() : machine.hostLimit());
      return "range %s ends at 0x%x; the event space ends at 0x%x"
          .formatted(range, request.base() + request.nevents(), last + 1);
    } else if (rules.contains(Arm64Rule.SET_ACTION)) {
      return "action " + request.action() + "; expected 0 or 1";
    } else if (rules.contains(Arm64Rule.SET_UNREADABLE)) {
      return request.readable() + " of 8 bytes can be read";
    } else if (rules.contains(Arm64Rule.SET_REFUSED_UNCHANGED)) {
      return "";
    }
    boolean allows = request.action() == FilterRequest.ALLOW;
    String changed = range + (allows ? " is now allowed" : " is now denied");
    return rules.contains(Arm64Rule.SET_FIRST_DEFAULTS)
        ? changed + "; as the first call, every other event is " + (allows ? "denied" : "allowed")
        : changed;
  }

  private static String access(Register register, RuleSet rules) {
    if (rules.contains(Arm64Rule.COUNTER_ABSENT)) {
      return register.name() + " is of a counter the machine does not have";
    } else if (rules.contains(Arm64Rule.COUNTER_TRAPPED)) {
      return register.name() + " is of a counter from HPMN on";
    }
    return "";
  }
}
