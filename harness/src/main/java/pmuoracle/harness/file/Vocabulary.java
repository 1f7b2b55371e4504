package pmuoracle.harness.file;

import java.util.List;
import pmuoracle.spec.Model;
import pmuoracle.spec.Rule;
import pmuoracle.spec.form.Forms;

/** What files of one architecture may name. */
public record Vocabulary(Forms forms, List<Model> models, List<Rule> rules) {
  public Vocabulary {
    models = List.copyOf(models);
    rules = List.copyOf(rules);
  }
}
