package pmuoracle.harness.generate.x86;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.harness.generate.QuestionPrograms;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FixedControl;
import pmuoracle.spec.x86.Privilege;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Questions;
import pmuoracle.spec.x86.X86Step;

/**
 * Each question: one counter, the first general-purpose or the fixed one, is given the event, the
 * guest is entered, the event occurs.
 */
public final class X86QuestionPrograms implements QuestionPrograms {
  private static final int STEPS_EACH = 3;
  private static final int STEPS_BEFORE = 1;

  /** Without missing events, which the architectural gate would stop whatever the filter says. */
  @Override
  public Machine machine(Machine drawn) {
    X86Machine facts = (X86Machine) drawn;
    return new X86Machine(
        facts.vendor(),
        1,
        facts.fixed(),
        facts.globalControl(),
        facts.width(),
        facts.txWritable(),
        facts.mediated(),
        facts.nested(),
        0,
        facts.hostBits(),
        1);
  }

  @Override
  public int askable(Machine machine) {
    X86Machine facts = (X86Machine) machine;
    return new X86Questions(facts.vendor()).events() + facts.fixed();
  }

  @Override
  public int room(int requests) {
    return (GuestProgram.MAX_STEPS - STEPS_BEFORE - requests) / STEPS_EACH;
  }

  @Override
  public GuestProgram program(Machine machine, List<Step> requests, int from, int to) {
    X86Machine facts = (X86Machine) machine;
    int events = new X86Questions(facts.vendor()).events();
    if (to - events > facts.fixed()) {
      facts = withFixed(facts, to - events);
    }
    List<Step> steps = new ArrayList<>(requests);
    if (facts.globalControl()) {
      steps.add(new X86Step.Write(0, Register.GLOBAL_CONTROL, facts.globalBits()));
    }
    for (int question = from; question < to; question++) {
      if (question < events) {
        askEvent(X86Questions.eventSelect(question), steps);
      } else {
        askFixed(question - events, steps);
      }
    }
    return new GuestProgram(facts, steps);
  }

  private static X86Machine withFixed(X86Machine machine, int fixed) {
    return new X86Machine(
        machine.vendor(),
        machine.generalPurpose(),
        fixed,
        true,
        machine.width(),
        machine.txWritable(),
        machine.mediated(),
        machine.nested(),
        machine.unavailableEvents(),
        machine.hostBits(),
        machine.vcpus());
  }

  private static void askEvent(long event, List<Step> steps) {
    long select = event | EventSelect.ENABLE | EventSelect.OS;
    steps.add(new X86Step.Write(0, Register.eventSelect(0), select));
    count(event, steps);
  }

  private static void askFixed(int counter, List<Step> steps) {
    steps.add(new X86Step.Write(0, Register.FIXED_CONTROL, FixedControl.ENABLE << (4 * counter)));
    count(FixedControl.encoding(counter), steps);
  }

  private static void count(long event, List<Step> steps) {
    steps.add(new X86Step.Enter(0));
    steps.add(new X86Step.Retire(0, event, 1, Privilege.KERNEL));
  }
}
