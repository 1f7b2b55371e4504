package pmuoracle.oracle.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Of machines only how many virtual CPUs they have is not looked at: it is no term. */
final class MachineDomainTest {
  @Test
  void everyX86MachineIsOneOfThoseProofsAreAbout() {
    assertEquals(List.of(), few(new X86MachineDomain().apply(Machines.x86())));
  }

  @Test
  void everyArm64MachineIsOneOfThoseProofsAreAbout() {
    assertEquals(List.of(), few(new Arm64MachineDomain().apply(Machines.arm64())));
  }

  private static List<String> few(List<String> outside) {
    return outside.stream().limit(5).toList();
  }
}
