package pmuoracle.harness.generate;

import java.util.List;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;

/** Programs whose guest asks a filter the {@link pmuoracle.spec.Questions} of its machine. */
public interface QuestionPrograms {
  /** The machine, without what keeps a guest from asking and with as few counters as it takes. */
  Machine machine(Machine drawn);

  /** How many questions a guest of the machine can ask: the first ones. */
  int askable(Machine machine);

  /** The most questions that one program has room for beside so many requests. */
  int room(int requests);

  /**
   * Installs a filter and asks it the questions from {@code from} to below {@code to}, one after
   * the other. The machine gets the counters these take if it lacks them.
   *
   * @param machine one of {@link #machine}
   * @param requests steps of the verb {@code set-filter}
   */
  GuestProgram program(Machine machine, List<Step> requests, int from, int to);
}
