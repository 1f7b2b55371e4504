package pmuoracle.spec;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One thing in which models of a record can differ: a component of the record that has a {@link
 * FlagTitle}, or one constant of such a component that is a set.
 *
 * @param name the component's name; of a constant of a set the constant's
 * @param title a few words for reports
 * @param place of the component in its record, from 0
 * @param constant of a component that is a set, which of its constants
 */
public record ModelFlag(String name, String title, int place, Optional<Object> constant) {
  private static final ClassValue<List<ModelFlag>> FLAGS =
      new ClassValue<>() {
        @Override
        protected List<ModelFlag> computeValue(Class<?> record) {
          List<RecordComponent> all = components(record);
          return IntStream.range(0, all.size())
              .filter(place -> all.get(place).isAnnotationPresent(FlagTitle.class))
              .boxed()
              .flatMap(place -> of(all.get(place), place))
              .toList();
        }
      };

  /** The flags of the model's record, in its order; none if it is no record. */
  public static List<ModelFlag> all(Model model) {
    return FLAGS.get(model.getClass());
  }

  /** The flags in which the models differ; none if they are not of one record. */
  public static List<ModelFlag> differing(Model one, Model other) {
    return one.getClass() == other.getClass()
        ? all(one).stream().filter(flag -> !flag.isAlike(one, other)).toList()
        : List.of();
  }

  /** The model, but these flags as in the other model, which is of the same record. */
  public static Model with(Model model, Collection<ModelFlag> flags, Model other) {
    List<RecordComponent> components = components(model.getClass());
    Object[] values = components.stream().map(c -> value(c, model)).toArray();
    for (ModelFlag flag : flags) {
      values[flag.place] = flag.changed(values[flag.place], flag.value(other));
    }
    String names = flags.stream().map(ModelFlag::name).collect(Collectors.joining(", "));
    String id = "%s with %s of %s".formatted(model.id(), names, other.id());
    values[components.stream().map(RecordComponent::getName).toList().indexOf("id")] = id;
    Class<?>[] types =
        components.stream().map(RecordComponent::getType).toArray(n -> new Class<?>[n]);
    try {
      return (Model) model.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException refused) {
      throw new IllegalArgumentException(id + " is no model", refused.getCause());
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError("a component of a record", impossible);
    }
  }

  /** Whether both models have the flag alike. */
  private boolean isAlike(Model one, Model other) {
    Object mine = value(one);
    Object its = value(other);
    return constant
        .map(c -> ((Set<?>) mine).contains(c) == ((Set<?>) its).contains(c))
        .orElseGet(() -> Objects.equals(mine, its));
  }

  private Object changed(Object mine, Object its) {
    if (constant.isEmpty()) {
      return its;
    }
    Set<Object> changed = new HashSet<>((Set<?>) mine);
    if (((Set<?>) its).contains(constant.get())) {
      changed.add(constant.get());
    } else {
      changed.remove(constant.get());
    }
    return changed;
  }

  private static Stream<ModelFlag> of(RecordComponent component, int place) {
    if (component.getType() != Set.class) {
      String title = component.getAnnotation(FlagTitle.class).value();
      return Stream.of(new ModelFlag(component.getName(), title, place, Optional.empty()));
    }
    ParameterizedType set = (ParameterizedType) component.getGenericType();
    return Arrays.stream(((Class<?>) set.getActualTypeArguments()[0]).getEnumConstants())
        .map(c -> new ModelFlag(((Enum<?>) c).name(), title(c), place, Optional.of(c)));
  }

  private static String title(Object constant) {
    return constant instanceof Titled titled ? titled.title() : "";
  }

  private static List<RecordComponent> components(Class<?> record) {
    return record.isRecord() ? List.of(record.getRecordComponents()) : List.of();
  }

  private Object value(Model model) {
    return value(components(model.getClass()).get(place), model);
  }

  private static Object value(RecordComponent component, Model model) {
    try {
      return component.getAccessor().invoke(model);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError("a component of a record", impossible);
    }
  }
}
