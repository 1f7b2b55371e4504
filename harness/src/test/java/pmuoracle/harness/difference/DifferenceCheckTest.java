package pmuoracle.harness.difference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Observation.Kind;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.Privilege;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Models;
import pmuoracle.spec.x86.X86Step;

/** What is believed of a program the solver found. */
final class DifferenceCheckTest {
  private static final ArchitectureKit KIT = ArchitectureKits.of(Architecture.X86);

  /** Up to 6.1 a write takes effect at once, from 6.2 at the next entry. */
  private static final GuestProgram DEFERRED =
      new GuestProgram(
          X86Machine.amd(),
          List.of(
              new X86Step.Write(
                  0, Register.eventSelect(0), 0xc0 | EventSelect.OS | EventSelect.ENABLE),
              new X86Step.Retire(0, 0xc0, 1, Privilege.KERNEL)));

  private static DifferenceCheck check(Set<Kind> observed) {
    return new DifferenceCheck(KIT, X86Models.V5_18, X86Models.V6_2, observed);
  }

  @Test
  void whatDiffersOnlyUntilTheNextEntryIsADifferenceOfTime() {
    try (DifferenceCheck check = check(EnumSet.allOf(Kind.class))) {
      ModelDifference witness = check.witness(DEFERRED);
      assertEquals(Nature.TIMING, witness.nature());
      assertEquals(1, witness.step());
      assertEquals(1, witness.one().cell());
      assertEquals(0, witness.other().cell());
    }
  }

  /** A filter set while counting is pushed from 6.2 on; an entry does not make 6.1 obey it. */
  @Test
  void whatDiffersAfterTheEntryTooIsADifferenceOfVerdict() {
    GuestProgram pushed =
        new GuestProgram(
            X86Machine.amd(),
            List.of(
                DEFERRED.steps().get(0),
                new X86Step.Enter(0),
                new X86Step.SetFilter(FilterRequest.of(FilterRequest.ALLOW, 0, 0)),
                new X86Step.Enter(0),
                DEFERRED.steps().get(1)));
    try (DifferenceCheck check = check(EnumSet.allOf(Kind.class))) {
      assertEquals(Nature.VERDICT, check.witness(pushed).nature());
    }
  }

  @Test
  void whatIsNotComparedDoesNotDiffer() {
    try (DifferenceCheck check = check(EnumSet.of(Kind.ERRNO, Kind.FAULT))) {
      assertFalse(check.differs(DEFERRED));
    }
    try (DifferenceCheck check = check(EnumSet.of(Kind.COUNT))) {
      assertTrue(check.differs(DEFERRED));
    }
  }

  @Test
  void aWitnessThatDoesNotDifferIsOurOwnErrorAndNamesTheProgram() {
    GuestProgram alike = new GuestProgram(X86Machine.amd(), List.of(new X86Step.Enter(0)));
    try (DifferenceCheck check = check(EnumSet.allOf(Kind.class))) {
      AssertionError error = assertThrows(AssertionError.class, () -> check.witness(alike));
      assertTrue(error.toString().contains("Enter"), error::getMessage);
    }
  }
}
