package pmuoracle.harness.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.campaign.Unknowns;
import pmuoracle.harness.file.Engines;
import pmuoracle.harness.file.Nearest;
import pmuoracle.harness.file.Origin;
import pmuoracle.harness.file.Value;
import pmuoracle.harness.system.SystemId;
import pmuoracle.harness.system.SystemId.Sort;
import pmuoracle.harness.system.SystemUnavailable;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.harness.system.defect.Canary;
import pmuoracle.harness.system.defect.Defect;
import pmuoracle.harness.system.kernel.KernelProgram;
import pmuoracle.harness.system.kernel.KernelTree;
import pmuoracle.harness.system.process.Described;
import pmuoracle.harness.system.process.ProcessSystem;
import pmuoracle.harness.system.process.WireCodec;
import pmuoracle.oracle.Oracle;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.BadInput;
import pmuoracle.spec.Model;

/**
 * The systems under test by id, and the oracles beside them. Whoever writes a counterexample file
 * chooses the ids in it, and some systems run a command or build a tree; so that no reader of files
 * forgets it, {@link #Systems()} has none of those.
 */
public final class Systems implements Engines {
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
    return ArchitectureKits.of(model).oracle();
  }

  @Override
  public SystemUnderTest system(String id, Model model) {
    return system(id(id), model);
  }

  /** A single one of {@link #supplier}. */
  public SystemUnderTest system(SystemId id, Model model) {
    return supplier(id, model).get();
  }

  /** The id that the text spells; a {@link BadInput} if it spells none. */
  public static SystemId id(String text) {
    requireLine(text);
    return SystemId.parse(text)
        .orElseThrow(
            () ->
                new BadInput(
                    "unknown system '" + text + "'; " + Nearest.expectation(text, "", ids())));
  }

  /**
   * Makes the system of this id, one for each thread; a {@link BadInput} if there is no such system
   * for the model, a {@link SystemUnavailable} if it cannot be had here.
   */
  public Supplier<SystemUnderTest> supplier(SystemId id, Model model) {
    ArchitectureKit kit = ArchitectureKits.of(model.architecture());
    return switch (id.sort()) {
      case IMPERATIVE -> () -> kit.of(model).imperative();
      case CANARY -> () -> new Canary(kit.of(model).imperative());
      case KVM ->
          kit.kvm()
              .orElseThrow(
                  () ->
                      new BadInput(
                          "system kvm is driven on %s only; the model is %s"
                              .formatted(kvmArchitectures(), model.id())))
              .systems();
      case DEFECT -> {
        Defect defect = defect(id);
        if (defect.model().architecture() != model.architecture()) {
          throw new BadInput(
              id + " is a defect of " + defect.model().id() + "; the model is " + model.id());
        }
        yield defect.system();
      }
      case MODEL -> {
        Model other = ArchitectureKits.model(id.rest());
        if (other.architecture() != model.architecture()) {
          throw new BadInput(id + " is of another architecture than " + model.id());
        }
        yield () -> new OfModel(other, kit.of(other).imperative());
      }
      case PROCESS, KERNEL -> {
        requirePermission(id);
        yield process(id, model);
      }
    };
  }

  private static String kvmArchitectures() {
    return ArchitectureKits.ALL.stream()
        .filter(kit -> kit.kvm().isPresent())
        .map(kit -> kit.architecture().id())
        .collect(Collectors.joining(" and "));
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

  private void requirePermission(SystemId id) {
    if (origin == Origin.FILE) {
      String what =
          id.sort() == Sort.PROCESS
              ? "whoever wrote the file chose this command; it is run only with "
              : "whoever wrote the file chose this tree; it is built and run only with ";
      throw new SystemUnavailable(what + PERMISSION);
    }
    if (origin == Origin.USER && id.sort() == Sort.KERNEL) {
      requireTree(id);
    }
  }

  /** A tree that the user names is there, or its name is a mistake. */
  private static void requireTree(SystemId id) {
    try {
      KernelTree.of(id.rest());
    } catch (SystemUnavailable absent) {
      throw new BadInput(absent.getMessage());
    }
  }

  private static Supplier<SystemUnderTest> process(SystemId id, Model model) {
    Described described = described(id, model.architecture());
    if (described.architecture() != model.architecture()) {
      throw new BadInput(
          id + " is of " + described.architecture().id() + "; the model is " + model.id());
    }
    return () -> new ProcessSystem(described);
  }

  /** What a process or a kernel says it is. */
  private static Described described(SystemId id, Architecture wanted) {
    List<WireCodec> known = ArchitectureKits.ALL.stream().map(ArchitectureKit::wireCodec).toList();
    WireCodec codec =
        known.stream().filter(c -> c.architecture() == wanted).findFirst().orElseThrow();
    if (id.sort() == Sort.PROCESS) {
      return Described.of(id.rest(), codec, known);
    }
    KernelProgram program = KernelProgram.of(KernelTree.of(id.rest()), wanted);
    return Described.ofProgram(id.toString(), program.command(), program.trusted(), codec, known);
  }

  /** What it means that the system or the model does not know a cell. */
  static Unknowns unknowns(SystemId id, Model model) {
    boolean same =
        switch (id.sort()) {
          case IMPERATIVE, CANARY -> true;
          case MODEL -> id.rest().equals(model.id());
          case DEFECT -> defect(id).model().equals(model);
          case KVM, PROCESS, KERNEL -> false;
        };
    return same ? Unknowns.ONE_MODEL : Unknowns.MODEL_MAY_LEAVE_OPEN;
  }

  /** The architectures the system of this id can be of. */
  public static List<ArchitectureKit> architectures(SystemId id) {
    return ArchitectureKits.ALL.stream().filter(kit -> isOf(kit, id)).toList();
  }

  static boolean isOf(ArchitectureKit kit, SystemId id) {
    return switch (id.sort()) {
      // A tree has both; it is built for one only when that one is judged.
      case IMPERATIVE, CANARY, KERNEL -> true;
      case KVM -> kit.kvm().isPresent();
      case DEFECT -> defect(id).model().architecture() == kit.architecture();
      case MODEL -> ArchitectureKits.model(id.rest()).architecture() == kit.architecture();
      case PROCESS -> described(id, kit.architecture()).architecture() == kit.architecture();
    };
  }

  /** The model of which the id says that the system, but for a defect, behaves as it. */
  static Optional<Model> model(SystemId id) {
    return switch (id.sort()) {
      case MODEL -> Optional.of(ArchitectureKits.model(id.rest()));
      case DEFECT -> Optional.of(defect(id).model());
      case IMPERATIVE, CANARY, KVM, PROCESS, KERNEL -> Optional.empty();
    };
  }

  /** The model it is compared with unless another is asked for: a defect's own, else the newest. */
  public static Model usualModel(ArchitectureKit kit, SystemId id) {
    return id.sort() == Sort.DEFECT ? defect(id).model() : kit.newest();
  }

  private static Defect defect(SystemId id) {
    return ArchitectureKits.ALL.stream()
        .flatMap(k -> k.defects().stream())
        .filter(d -> d.id().equals(id.rest()))
        .findFirst()
        .orElseThrow(() -> new BadInput("unknown defect '" + id + "'; " + leftOut(id)));
  }

  private static String leftOut(SystemId id) {
    return ArchitectureKits.ALL.stream()
        .flatMap(k -> k.leftOut().stream())
        .filter(l -> l.id().equals(id.rest()))
        .findFirst()
        .map(l -> "left out: " + l.why())
        .orElseGet(() -> Nearest.expectation(id.toString(), "", ids()));
  }

  /** Every id, as on the command line. */
  public static List<String> ids() {
    List<SystemId> ids = new ArrayList<>();
    for (Sort sort : List.of(Sort.IMPERATIVE, Sort.CANARY, Sort.KVM)) {
      ids.add(new SystemId(sort, ""));
    }
    ArchitectureKits.models().forEach(m -> ids.add(new SystemId(Sort.MODEL, m.id())));
    ArchitectureKits.ALL.forEach(
        k -> k.defects().forEach(d -> ids.add(new SystemId(Sort.DEFECT, d.id()))));
    return ids.stream().map(SystemId::toString).toList();
  }
}
