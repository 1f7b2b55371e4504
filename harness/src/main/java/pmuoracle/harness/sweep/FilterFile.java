package pmuoracle.harness.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.file.FormReader;
import pmuoracle.harness.file.Value;
import pmuoracle.harness.file.YamlDocument;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Model;
import pmuoracle.spec.Step;

/**
 * A filter as one writes it down: what {@code set-filter} has in a program, or a list of them,
 * handed to the kernel one after the other.
 */
public record FilterFile(Path file, Value top) {
  private static final String VERB = "set-filter";

  /** The most requests a file may have; a limit of the project. */
  private static final int MAX_REQUESTS = 1024;

  /** Reads the file, once: it may be standard input. */
  public static FilterFile of(Path file) {
    return new FilterFile(file, YamlDocument.read(file));
  }

  /** The requests in the file; a {@link pmuoracle.spec.BadInput} names the place of a mistake. */
  public List<Step> requests(ArchitectureKit kit, Machine machine, Model model) {
    List<Step> steps = new ArrayList<>();
    for (Value request : top.isMapping() ? List.of(top) : top.elements(MAX_REQUESTS)) {
      steps.add(FormReader.step(kit.forms(), VERB, request, machine, model));
    }
    return steps;
  }
}
