package pmuoracle.counterexamples;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import pmuoracle.harness.match.ArchitectureKits;

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
          .resideInAnyPackage(HARNESS + "system.imperative..", HARNESS + "system.defect..")
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

  /** The composition roots; oracle/README.md lists them, with what else an architecture touches. */
  private static final Class<?>[] ROOTS = {ArchitectureKits.class};

  @ArchTest
  static final ArchRule whoIsNotNamedAfterAnArchitectureKnowsNone =
      noClasses()
          .that()
          .resideOutsideOfPackages("..x86..", "..arm64..")
          .and(not(belongToAnyOf(ROOTS)))
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
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("pmuoracle.(**)").should().beFreeOfCycles();
}
