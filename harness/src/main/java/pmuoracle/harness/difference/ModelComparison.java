package pmuoracle.harness.difference;

import java.util.List;
import pmuoracle.spec.Model;

/** What came of comparing two models. */
public sealed interface ModelComparison {
  Model one();

  Model other();

  /** Machines only one of the models speaks of, as its refusals; not compared. */
  List<String> notShared();

  /**
   * They observe the same, on every machine both speak of.
   *
   * @param scope the programs this is proved of
   * @param uncoupled parts of the state in which they may differ without its ever being seen
   */
  record Equivalent(
      Model one, Model other, List<String> notShared, String scope, List<String> uncoupled)
      implements ModelComparison {
    public Equivalent {
      notShared = List.copyOf(notShared);
      uncoupled = List.copyOf(uncoupled);
    }
  }

  /**
   * They differ.
   *
   * @param scope the programs that were searched
   * @param gaps what could not be settled, so that a smaller program is not excluded; empty if it
   *     is
   */
  record Different(
      Model one,
      Model other,
      List<String> notShared,
      ModelDifference witness,
      String scope,
      List<String> gaps)
      implements ModelComparison {
    public Different {
      notShared = List.copyOf(notShared);
      gaps = List.copyOf(gaps);
    }
  }

  /**
   * Neither was shown.
   *
   * @param why each a sentence without a full stop
   */
  record Inconclusive(Model one, Model other, List<String> notShared, List<String> why)
      implements ModelComparison {
    public Inconclusive {
      notShared = List.copyOf(notShared);
      why = List.copyOf(why);
    }
  }
}
