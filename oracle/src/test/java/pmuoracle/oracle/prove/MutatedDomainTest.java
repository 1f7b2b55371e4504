package pmuoracle.oracle.prove;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pmuoracle.oracle.domain.Arm64MachineDomain;
import pmuoracle.oracle.domain.Machines;
import pmuoracle.oracle.domain.X86MachineDomain;
import pmuoracle.oracle.prove.MutatedEncoding.Mutation;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Models;

/** One wrong operator that leaves machines or states out of what proofs are about. */
final class MutatedDomainTest {
  private static final List<X86Machine> X86 = Machines.x86();
  private static final List<Arm64Machine> ARM64 = Machines.arm64();

  @ParameterizedTest(name = "{0}.{1} {2} {3} becomes {4}")
  @CsvSource({
    // No counters are fixed; none is AMD's or each machine has every feature; none has 32 bits.
    "x86.MachineTerms, wellFormed, or, 2, and",
    "x86.MachineTerms, wellFormed, or, 1, and",
    "x86.MachineTerms, wellFormed, atMost, 1, below",
    // Every machine with global control is mediated.
    "x86.MachineTerms, wellFormed, implies, 1, iff",
    // No plain machine has EL3; no host has version 9; no guest its host's; none has all counters.
    "arm64.MachineTerms, exists, implies, 1, iff",
    "arm64.MachineTerms, exists, atMost, 1, below",
    "arm64.MachineTerms, exists, atMost, 2, below",
    "arm64.MachineTerms, exists, atMost, 4, below",
  })
  void ofMachinesIsNoticed(
      String type, String method, String operator, int occurrence, String instead)
      throws ReflectiveOperationException {
    MutatedEncoding mutated =
        new MutatedEncoding(new Mutation(type, method, operator, occurrence, instead));
    assertFalse(
        type.startsWith("x86")
            ? leavesOutNothing(X86MachineDomain.class, mutated, X86)
            : leavesOutNothing(Arm64MachineDomain.class, mutated, ARM64));
    assertTrue(mutated.isApplied(), "there is no such call");
  }

  @ParameterizedTest(name = "{0}.{1} {2} {3} becomes {4}")
  @CsvSource({
    // No counter holds its greatest value.
    "x86.CounterState, wellFormed, atMost, 1, below",
    // HPMN is below the number of counters; the guest is below virtual EL2.
    "arm64.VcpuRegisters, exist, atMost, 1, below",
    "arm64.VcpuRegisters, exist, atMost, 2, below",
  })
  void ofStatesIsNoticed(
      String type, String method, String operator, int occurrence, String instead)
      throws ReflectiveOperationException {
    MutatedEncoding mutated =
        new MutatedEncoding(new Mutation(type, method, operator, occurrence, instead));
    assertFalse(
        type.startsWith("x86")
            ? leavesOutNothing(
                pmuoracle.oracle.prove.x86.InductionDomain.class, mutated, X86Models.V7_3)
            : leavesOutNothing(
                pmuoracle.oracle.prove.arm64.InductionDomain.class, mutated, Arm64Models.V7_3));
    assertTrue(mutated.isApplied(), "there is no such call");
  }

  /** Whether the domain has all of these machines, or all that programs of this model reach. */
  @SuppressWarnings("unchecked")
  private static <T> boolean leavesOutNothing(Class<?> domain, ClassLoader loader, T of)
      throws ReflectiveOperationException {
    Object anew =
        Class.forName(domain.getName(), true, loader).getDeclaredConstructor().newInstance();
    return ((Function<T, Collection<?>>) anew).apply(of).isEmpty();
  }
}
