package pmuoracle.harness.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import pmuoracle.harness.campaign.Unknowns;
import pmuoracle.harness.defect.Canary;
import pmuoracle.harness.defect.Defect;
import pmuoracle.harness.file.Engines;
import pmuoracle.harness.file.Nearest;
import pmuoracle.harness.file.Origin;
import pmuoracle.harness.file.Value;
import pmuoracle.harness.kernel.KernelProgram;
import pmuoracle.harness.kernel.KernelTree;
import pmuoracle.harness.kvm.KernelVendor;
import pmuoracle.harness.kvm.RunningKernel;
import pmuoracle.harness.process.Described;
import pmuoracle.harness.process.ProcessSystem;
import pmuoracle.harness.process.WireCodec;
import pmuoracle.harness.system.SystemUnavailable;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.oracle.Oracle;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.BadInput;
import pmuoracle.spec.Model;
import pmuoracle.spec.x86.Vendor;

/**
 * The systems under test by id, and the oracles beside them. Whoever writes a counterexample file
 * chooses the ids in it, and some systems run a command or build a tree; so that no reader of files
 * forgets it, {@link #Systems()} has none of those.
 */
public final class Systems implements Engines {
  public static final String IMPERATIVE = "imperative";
  public static final String CANARY = "canary";
  public static final String KVM = "kvm";
  public static final String DEFECT = "defect:";

  /** The built-in implementation of a model, for another model to judge. */
  public static final String MODEL = "model:";

  /** A program outside the JVM; the rest is its command. */
  public static final String PROCESS = ProcessSystem.PREFIX;

  /** The PMU code of a kernel tree; the rest is the tree. */
  public static final String KERNEL = KernelTree.PREFIX;

  /** The option of {@code replay} that allows a file's commands. */
  public static final String PERMISSION = "--run-named-systems";

  private enum Origin {
    FILE,
    PERMITTED_FILE,
    USER
  }

  private final Origin origin;

  /**
   * The systems that a file may name; of those that run a command it says that they are not had.
   */
  public Systems() {
    this(Origin.FILE);
  }

  private Systems(Origin origin) {
    this.origin = origin;
  }

  /** The systems that a file may name, for a user who allows what the file has run. */
  public static Systems permitted() {
    return new Systems(Origin.PERMITTED_FILE);
  }

  /** The systems that the user names, who wants them run. */
  public static Systems ofUser() {
    return new Systems(Origin.USER);
  }

  @Override
  public Oracle oracle(Model model) {
    return ArchitectureKits.of(model.architecture()).oracle(model);
  }

  @Override
  public SystemUnderTest system(String id, Model model) {
    return supplier(id, model).get();
  }

  /**
   * Makes the system of this id, one for each thread; a {@link BadInput} if there is no such system
   * for the model, a {@link SystemUnavailable} if it cannot be had here.
   */
  public Supplier<SystemUnderTest> supplier(String id, Model model) {
    requireLine(id);
    ArchitectureKit kit = ArchitectureKits.of(model.architecture());
    if (id.equals(IMPERATIVE)) {
      return () -> kit.imperative(model);
    } else if (id.equals(CANARY)) {
      return () -> new Canary(kit.imperative(model));
    } else if (id.equals(KVM)) {
      if (model.architecture() != Architecture.X86) {
        throw new BadInput("system kvm is driven on x86 only; the model is " + model.id());
      }
      Vendor vendor = KernelVendor.probe();
      return () -> new RunningKernel(vendor);
    } else if (id.startsWith(DEFECT)) {
      Defect defect = defect(id);
      if (defect.model().architecture() != model.architecture()) {
        throw new BadInput(
            id + " is a defect of " + defect.model().id() + "; the model is " + model.id());
      }
      return defect.system();
    } else if (id.startsWith(MODEL)) {
      Model other = ArchitectureKits.model(id.substring(MODEL.length()));
      if (other.architecture() != model.architecture()) {
        throw new BadInput(id + " is of another architecture than " + model.id());
      }
      return () -> new OfModel(other, kit.imperative(other));
    } else if (isProcess(id)) {
      requirePermission(id);
      return process(id, model);
    }
    throw new BadInput("unknown system '" + id + "'; " + Nearest.expectation(id, "", ids()));
  }

  /** What is stored in a file is the same when it is read. */
  private static void requireLine(String id) {
    if (id.codePoints().anyMatch(c -> c != '\t' && Value.isUnshown(c)) || !id.equals(id.strip())) {
      throw new BadInput(
          "system '%s': expected an id on one line, without control characters or blanks at its end; a longer"
                  .formatted(id)
              + " command can stand in a script");
    }
  }

  private void requirePermission(String id) {
    if (origin == Origin.FILE) {
      String what =
          id.startsWith(PROCESS)
              ? "whoever wrote the file chose this command; it is run only with "
              : "whoever wrote the file chose this tree; it is built and run only with ";
      throw new SystemUnavailable(what + PERMISSION);
    }
    if (origin == Origin.USER && id.startsWith(KERNEL)) {
      requireTree(id);
    }
  }

  /** A tree that the user names is there, or its name is a mistake. */
  private static void requireTree(String id) {
    try {
      KernelTree.of(id.substring(KERNEL.length()));
    } catch (SystemUnavailable absent) {
      throw new BadInput(absent.getMessage());
    }
  }

  private static Supplier<SystemUnderTest> process(String id, Model model) {
    Described described = described(id, model.architecture());
    if (described.architecture() != model.architecture()) {
      throw new BadInput(
          id + " is of " + described.architecture().id() + "; the model is " + model.id());
    }
    return () -> new ProcessSystem(described);
  }

  private static Described described(String id, Architecture wanted) {
    List<WireCodec> known = ArchitectureKits.ALL.stream().map(ArchitectureKit::wireCodec).toList();
    WireCodec codec =
        known.stream().filter(c -> c.architecture() == wanted).findFirst().orElseThrow();
    if (id.startsWith(PROCESS)) {
      return Described.of(id.substring(PROCESS.length()), codec, known);
    }
    KernelTree tree = KernelTree.of(id.substring(KERNEL.length()));
    KernelProgram program = KernelProgram.of(tree, wanted);
    return Described.ofProgram(id, program.command(), program.trusted(), codec, known);
  }

  /** Whether the system of this id runs outside the JVM and says itself what it is. */
  public static boolean isProcess(String id) {
    return id.startsWith(PROCESS) || id.startsWith(KERNEL);
  }

  /**
   * Whether only asking the system of this id tells which model it implements; of other systems the
   * id says it.
   */
  public static boolean isOpaque(String id) {
    return id.equals(KVM) || isProcess(id);
  }

  /** What it means that the system or the model does not know a cell. */
  static Unknowns unknowns(String id, Model model) {
    boolean same =
        id.equals(IMPERATIVE)
            || id.equals(CANARY)
            || id.equals(MODEL + model.id())
            || (id.startsWith(DEFECT) && defect(id).model().equals(model));
    return same ? Unknowns.ONE_MODEL : Unknowns.MODEL_MAY_LEAVE_OPEN;
  }

  /** The architectures the system of this id can be of. */
  public static List<ArchitectureKit> architectures(String id) {
    return ArchitectureKits.ALL.stream().filter(kit -> isOf(kit.architecture(), id)).toList();
  }

  static boolean isOf(Architecture architecture, String id) {
    if (id.equals(KVM)) {
      return architecture == Architecture.X86;
    } else if (id.startsWith(DEFECT)) {
      return defect(id).model().architecture() == architecture;
    } else if (id.startsWith(MODEL)) {
      return ArchitectureKits.model(id.substring(MODEL.length())).architecture() == architecture;
    }
    // A tree has both; it is built for one only when that one is judged.
    return !id.startsWith(PROCESS) || described(id, architecture).architecture() == architecture;
  }

  /** The defect of the id {@code defect:X09}. */
  public static Defect defect(String id) {
    return ArchitectureKits.ALL.stream()
        .flatMap(k -> k.defects().stream())
        .filter(d -> id.equals(DEFECT + d.id()))
        .findFirst()
        .orElseThrow(() -> new BadInput("unknown defect '" + id + "'; " + leftOut(id)));
  }

  private static String leftOut(String id) {
    return ArchitectureKits.ALL.stream()
        .flatMap(k -> k.leftOut().stream())
        .filter(l -> id.equals(DEFECT + l.id()))
        .findFirst()
        .map(l -> "left out: " + l.why())
        .orElseGet(() -> Nearest.expectation(id, "", ids()));
  }

  /** Every id, as on the command line. */
  public static List<String> ids() {
    List<String> ids = new ArrayList<>(List.of(IMPERATIVE, CANARY, KVM));
    ArchitectureKits.models().forEach(m -> ids.add(MODEL + m.id()));
    ArchitectureKits.ALL.forEach(k -> k.defects().forEach(d -> ids.add(DEFECT + d.id())));
    return ids;
  }
}
