package pmuoracle.harness.system;

import java.util.function.Supplier;

/** A system that has to be looked for before it can be had. */
@FunctionalInterface
public interface Probe {
  /** Makes it, one for each thread; a {@link SystemUnavailable} if it cannot be had here. */
  Supplier<SystemUnderTest> systems();
}
