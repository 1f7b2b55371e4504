package pmuoracle.harness.generate.arm64;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.harness.generate.QuestionPrograms;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Machine.Irqchip;
import pmuoracle.spec.arm64.Arm64Questions;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Pmcr;
import pmuoracle.spec.arm64.Register;
import pmuoracle.spec.arm64.Register.Kind;

/**
 * Each question: the first event counter is given the event, the virtual CPU is loaded, the event
 * occurs. Software increment and chain, which do not occur, are asked about by what is advertised.
 */
public final class Arm64QuestionPrograms implements QuestionPrograms {
  private static final int STEPS_EACH = 3;
  private static final int STEPS_BEFORE = 6;

  /** With a PMU that needs no selection, every event in hardware, and the guest at EL1. */
  @Override
  public Machine machine(Machine drawn) {
    Arm64Machine facts = (Arm64Machine) drawn;
    return new Arm64Machine(
        facts.hostVersion(),
        facts.impdefTraps(),
        facts.vmVersion(),
        1,
        facts.hardwareEl3(),
        facts.guestEl3(),
        false,
        true,
        false,
        Irqchip.READY,
        facts.pmus(),
        facts.fineGrainedTraps(),
        -1L,
        -1L,
        facts.vcpus());
  }

  @Override
  public int askable(Machine machine) {
    return new Arm64Questions().size();
  }

  @Override
  public int room(int requests) {
    return (GuestProgram.MAX_STEPS - STEPS_BEFORE - requests) / STEPS_EACH;
  }

  @Override
  public GuestProgram program(Machine machine, List<Step> requests, int from, int to) {
    List<Step> steps = new ArrayList<>(requests);
    steps.add(new Arm64Step.Init(0, true));
    steps.add(new Arm64Step.Run(0));
    steps.add(new Arm64Step.Read(0, Register.of(Kind.PMCEID0)));
    steps.add(new Arm64Step.Read(0, Register.of(Kind.PMCEID1)));
    steps.add(new Arm64Step.Write(0, Register.of(Kind.PMCNTENSET), 1L << Arm64Machine.CYCLE | 1));
    steps.add(new Arm64Step.Write(0, Register.of(Kind.PMCR), Pmcr.E));
    for (int event = from; event < to; event++) {
      if (event != EventType.SW_INCR && event != EventType.CHAIN) {
        steps.add(new Arm64Step.Write(0, Register.type(0), event));
        steps.add(new Arm64Step.Load(0));
        steps.add(new Arm64Step.Retire(0, event, 1));
      }
    }
    return new GuestProgram(machine, steps);
  }
}
