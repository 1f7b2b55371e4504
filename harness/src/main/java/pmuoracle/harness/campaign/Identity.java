package pmuoracle.harness.campaign;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;
import pmuoracle.spec.Observation;

/**
 * What a system behaves as. Lists of models are oldest first.
 *
 * @param agreeing models that nothing it showed contradicts
 * @param partly the same of models that say nothing of some machine it was; empty unless another
 *     model speaks of them all
 * @param ruledOut the other models, each with a program on which it is contradicted
 * @param unasked models of which nothing could be compared
 * @param neighbours the agreeing models, each with the next, and what would tell them apart
 * @param shown the kinds of observation it made
 * @param programs how many it was given
 * @param comparisons cells that it and a model knew
 * @param cutShort whether the time was over, or somebody stopped it, before all was asked
 */
public record Identity(
    List<Model> agreeing,
    List<Partly> partly,
    List<RuledOut> ruledOut,
    List<Model> unasked,
    List<Neighbours> neighbours,
    Set<Observation.Kind> shown,
    long programs,
    long comparisons,
    boolean cutShort) {
  public Identity {
    agreeing = List.copyOf(agreeing);
    partly = List.copyOf(partly);
    ruledOut = List.copyOf(ruledOut);
    unasked = List.copyOf(unasked);
    neighbours = List.copyOf(neighbours);
    shown = Set.copyOf(shown);
  }

  /** Whether anything could be compared. */
  public boolean isAsked() {
    return comparisons > 0;
  }

  /** A model that agrees as far as it goes, and why it says nothing of a machine the system was. */
  public record Partly(Model model, String silence) {}

  /** A model the system is not, and the divergence that shows it, shrunk. */
  public record RuledOut(Model model, Finding finding) {}

  /**
   * Two models the system cannot be told from.
   *
   * @param apart the smallest program known to tell them apart; empty if none is
   */
  public record Neighbours(Model one, Model other, Optional<Apart> apart) {}

  /**
   * A program that tells two models apart, and why the system did not.
   *
   * @param step the first step at which the models differ, from 0
   * @param what in which observation
   */
  public record Apart(GuestProgram program, int step, Observation what, Obstacle obstacle) {}

  /** Why a program told nothing of the system. */
  public enum Obstacle {
    /** It cannot be the program's machine. */
    MACHINE,
    /** It cannot do one of the steps. */
    STEP,
    /** It does not show what differs. */
    OBSERVATION
  }
}
