package pmuoracle.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.RecordComponent;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Models;

class ModelFlagTest {
  enum Habit implements Titled {
    EARLY,
    LATE;

    @Override
    public String title() {
      return "being " + name();
    }
  }

  record Toy(
      String id, @FlagTitle("its size") int size, @FlagTitle Set<Habit> habits, Provenance source)
      implements Model {
    @Override
    public Architecture architecture() {
      return Architecture.X86;
    }

    @Override
    public String title() {
      return "";
    }

    @Override
    public Optional<String> refusal(Machine machine) {
      return Optional.empty();
    }
  }

  private static final Toy SMALL =
      new Toy("small", 1, EnumSet.of(Habit.EARLY), Provenance.read("a", "a"));
  private static final Toy LARGE =
      new Toy("large", 2, EnumSet.of(Habit.LATE), Provenance.read("b", "b"));

  private static List<String> names(List<ModelFlag> flags) {
    return flags.stream().map(ModelFlag::name).toList();
  }

  /** A flag needs nothing but its title, and that it has one is told here. */
  @ParameterizedTest
  @ValueSource(classes = {X86Model.class, Arm64Model.class})
  void everyComponentButTheWordsIsAFlagWithATitle(Class<?> record) {
    Model model = record == X86Model.class ? X86Models.NEWEST : Arm64Models.NEWEST;
    Set<String> words = Set.of("id", "title", "source");
    RecordComponent[] components = record.getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      int place = i;
      boolean isFlag = model.flags().stream().anyMatch(flag -> flag.place() == place);
      assertEquals(!words.contains(components[i].getName()), isFlag, components[i]::toString);
    }
    model.flags().forEach(flag -> assertFalse(flag.title().isBlank(), flag + " has no title"));
    List<String> titles = model.flags().stream().map(ModelFlag::title).toList();
    assertEquals(titles.stream().distinct().toList(), titles);
  }

  @Test
  void everyConstantOfASetIsAFlag() {
    assertEquals(List.of("size", "EARLY", "LATE"), names(SMALL.flags()));
    assertEquals(
        List.of("its size", "being EARLY", "being LATE"),
        SMALL.flags().stream().map(ModelFlag::title).toList());
  }

  @Test
  void oneFlagIsChangedAndNothingElse() {
    List<ModelFlag> flags = ModelFlag.differing(SMALL, LARGE);
    assertEquals(List.of("size", "EARLY", "LATE"), names(flags));
    assertEquals(
        new Toy("small with size of large", 2, Set.of(Habit.EARLY), Provenance.read("a", "a")),
        SMALL.with(flags.subList(0, 1), LARGE));
    assertEquals(
        new Toy(
            "small with EARLY, LATE of large", 1, Set.of(Habit.LATE), Provenance.read("a", "a")),
        SMALL.with(flags.subList(1, 3), LARGE));
  }

  @Test
  void modelsDifferInWhatTheyWereMadeToDifferIn() {
    assertEquals(
        List.of("mediated", "hostGuestOnly"),
        names(ModelFlag.differing(X86Models.V7_0, X86Models.V7_3)));
    assertEquals(List.of(), ModelFlag.differing(Arm64Models.V6_8, Arm64Models.V6_12));
    assertEquals(List.of(), ModelFlag.differing(X86Models.V7_3, Arm64Models.V7_3));
  }
}
