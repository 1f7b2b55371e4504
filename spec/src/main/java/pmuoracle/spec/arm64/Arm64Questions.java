package pmuoracle.spec.arm64;

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
}
