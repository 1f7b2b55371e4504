package pmuoracle.spec.arm64;

import pmuoracle.spec.Model;
import pmuoracle.spec.Questions;

/** Every event number. */
public record Arm64Questions() implements Questions {
  @Override
  public int size() {
    return 1 << 16;
  }

  @Override
  public String name(int question) {
    return "event 0x%04x".formatted(question);
  }

  /** Software increment and chain are filtered only on counters that the guest owns. */
  @Override
  public boolean isAboutCounting(Model model, int question) {
    boolean software = question == EventType.SW_INCR || question == EventType.CHAIN;
    return !software || ((Arm64Model) model).direct();
  }
}
