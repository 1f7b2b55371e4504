package pmuoracle.counterexamples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of the house that Maven cannot hold because they run within a module. */
@AnalyzeClasses(packages = "pmuoracle", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArrowsTest {
  private static final String HARNESS = "pmuoracle.harness.";

  @ArchTest
  static final ArchRule onlySmtKnowsTheSolvers =
      noClasses()
          .that()
          .resideOutsideOfPackage("pmuoracle.oracle.smt")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.microsoft.z3..", "org.sosy_lab..");

  @ArchTest
  static final ArchRule theTwoDefinitionsMeetOnlyInTheComparison =
      noClasses()
          .that()
          .resideInAnyPackage(HARNESS + "imperative..", HARNESS + "defect..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("pmuoracle.oracle..");

  @ArchTest
  static final ArchRule theEncodingIsTermsAndNothingElse =
      classes()
          .that()
          .resideInAPackage("pmuoracle.oracle.encoding..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "pmuoracle.oracle.encoding..",
              "pmuoracle.oracle.smt",
              "pmuoracle.spec..",
              "java..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule nothingImportsTheCommandLine =
      noClasses()
          .that()
          .resideOutsideOfPackage(HARNESS + "cli")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(HARNESS + "cli");

  /** Shared code knows architectures through the kit; the running kernel is x86's own. */
  @ArchTest
  static final ArchRule sharedCodeKnowsNoArchitecture =
      noClasses()
          .that()
          .resideInAnyPackage(
              "pmuoracle.spec",
              "pmuoracle.spec.form",
              "pmuoracle.oracle",
              "pmuoracle.oracle.compile",
              "pmuoracle.oracle.difference",
              "pmuoracle.oracle.prove",
              "pmuoracle.oracle.smt",
              HARNESS + "campaign",
              HARNESS + "cli",
              HARNESS + "compare",
              HARNESS + "corpus",
              HARNESS + "defect",
              HARNESS + "difference",
              HARNESS + "exhaust",
              HARNESS + "file",
              HARNESS + "generate",
              HARNESS + "process",
              HARNESS + "prove",
              HARNESS + "report",
              HARNESS + "shrink",
              HARNESS + "sweep",
              HARNESS + "system")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..x86..", "..arm64..");

  @ArchTest
  static final ArchRule siblingsDoNotKnowEachOther =
      noClasses()
          .that()
          .resideInAPackage("..x86..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..arm64..");

  @ArchTest
  static final ArchRule norTheOtherWayRound =
      noClasses()
          .that()
          .resideInAPackage("..arm64..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..x86..");

  @ArchTest
  static final ArchRule vocabularyDependsOnNothing =
      classes()
          .that()
          .resideInAPackage("pmuoracle.spec..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("pmuoracle.spec..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule packagesOfTheOracleAreFreeOfCycles =
      slices().matching("pmuoracle.oracle.(**)").should().beFreeOfCycles();
}
