package pmuoracle.counterexamples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.Machine;
import pmuoracle.spec.form.Field;
import pmuoracle.spec.form.Form;
import pmuoracle.spec.form.Name;
import pmuoracle.spec.form.Type;

/**
 * The schema says of every machine and step what the forms say: keys, which must be there, bounds.
 */
class SchemaOfFormsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNode SCHEMA = json(Schema.text(Path.of("schema.json")));

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** The node with what it refers to in place of each reference. */
  private static JsonNode whole(JsonNode node) {
    if (node.has("$ref")) {
      return whole(SCHEMA.at(node.get("$ref").asText().substring(1)));
    } else if (node instanceof ObjectNode object) {
      ObjectNode copy = MAPPER.createObjectNode();
      object.fieldNames().forEachRemaining(name -> copy.set(name, whole(object.get(name))));
      return copy;
    } else if (node.isArray()) {
      return MAPPER
          .createArrayNode()
          .addAll(
              StreamSupport.stream(node.spliterator(), false)
                  .map(SchemaOfFormsTest::whole)
                  .toList());
    }
    return node;
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void machinesAreAsTheirForm(Architecture architecture) {
    ArchitectureKit kit = ArchitectureKits.of(architecture);
    JsonNode found = whole(SCHEMA.at("/$defs/" + architecture.id() + "-machine"));
    assertEquals(expected(kit, kit.forms().machine(), found), found);
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void stepsAreAsTheirForms(Architecture architecture) {
    ArchitectureKit kit = ArchitectureKits.of(architecture);
    JsonNode found = whole(SCHEMA.at("/$defs/" + architecture.id() + "-step"));
    List<String> verbs = kit.forms().verbs();
    assertEquals(verbs, oneOf(found));
    for (Form<?> form : kit.forms().steps()) {
      JsonNode step = found.at("/properties/" + form.name());
      assertEquals(expected(kit, form, step), step, form.name());
      assertTrue(found.at("/dependentSchemas").has(form.name()), form.name());
    }
    assertEquals(verbs.size() + 1, found.get("properties").size());
  }

  private static List<String> oneOf(JsonNode step) {
    return StreamSupport.stream(step.get("oneOf").spliterator(), false)
        .map(one -> one.at("/required/0").asText())
        .toList();
  }

  private static <R> JsonNode expected(ArchitectureKit kit, Form<R> form, JsonNode found) {
    String properties =
        form.fields().stream()
            .map(
                field ->
                    "\"%s\": %s"
                        .formatted(
                            field.name(),
                            expected(kit, field.type(), found.at("/properties/" + field.name()))))
            .collect(Collectors.joining(", "));
    String required =
        quoted(
            form.written().stream()
                .filter(field -> field.presence().isRequired())
                .<String>map(Field::name));
    return json(
        "{\"type\": \"object\", \"additionalProperties\": false, \"properties\": {%s}%s}"
            .formatted(properties, required.equals("[]") ? "" : ", \"required\": " + required));
  }

  private static String expected(ArchitectureKit kit, Type type, JsonNode found) {
    return switch (type.sort()) {
      case FLAG -> "{\"type\": \"boolean\"}";
      case VCPU, BITS, VALUE, OPTIONAL_BITS, COUNT, QUANTITY, EVENT, EXTENT ->
          number(type.least(), type.most());
      case SETTING ->
          type.values().size() == 1
              ? number(type.least(), type.most())
              : "{\"enum\": %s}".formatted(type.values().stream().sorted().toList());
      case VARIANT, CHOICE, RANK -> named(type.names().constants());
      case NAMED_BITS ->
          "{\"anyOf\": [%s, %s]}"
              .formatted(number(type.least(), type.most()), namedBits(kit, type, found));
      case REGISTER -> pattern(kit, type, found);
      case EVENTS ->
          ("{\"type\": \"array\", \"maxItems\": %d, \"items\": {\"anyOf\": [%s, {\"type\":"
                  + " \"object\", \"additionalProperties\": false, \"required\": [\"value\","
                  + " \"times\"], \"properties\": {\"value\": %s, \"times\": %s}}]}}")
              .formatted(type.most(), number(0, -1), number(0, -1), number(1, type.most()));
    };
  }

  private static String number(long least, long most) {
    return "{\"type\": \"integer\", \"minimum\": %s, \"maximum\": %s}"
        .formatted(Long.toUnsignedString(least), Long.toUnsignedString(most));
  }

  private static String named(List<Name> names) {
    return "{\"enum\": %s}".formatted(quoted(names.stream().map(Name::text)));
  }

  /** The names that some model has, in the schema's order. */
  private static String namedBits(ArchitectureKit kit, Type type, JsonNode found) {
    List<String> names =
        kit.models().stream()
            .flatMap(model -> type.names().bits().apply(model).stream())
            .map(Name::text)
            .distinct()
            .toList();
    JsonNode inSchema = found.at("/anyOf/1");
    if (names.size() == 1) {
      return "{\"const\": \"%s\"}".formatted(names.get(0));
    }
    Stream<String> ordered =
        StreamSupport.stream(inSchema.path("enum").spliterator(), false).map(JsonNode::asText);
    return "{\"enum\": %s}"
        .formatted(
            quoted(Stream.concat(ordered.filter(names::contains), names.stream()).distinct()));
  }

  /** The schema's pattern, if every register's name has it. */
  private static String pattern(ArchitectureKit kit, Type type, JsonNode found) {
    String pattern = found.path("pattern").asText();
    for (Machine machine : kit.sweptMachines()) {
      for (Name name : type.names().registers().apply(machine)) {
        assertTrue(name.text().matches(pattern), name.text());
      }
    }
    return "{\"type\": \"string\", \"pattern\": %s}".formatted(found.path("pattern"));
  }

  private static String quoted(Stream<String> texts) {
    return texts.map(text -> '"' + text + '"').collect(Collectors.joining(", ", "[", "]"));
  }
}
