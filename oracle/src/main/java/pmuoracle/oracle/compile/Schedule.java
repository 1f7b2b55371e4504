package pmuoracle.oracle.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which method computes what.
 *
 * @param units run one after the other
 * @param called methods called by others, by the operation each computes
 * @param slots the places in the scratch array of the values that cross methods
 */
record Schedule(List<Unit> units, Map<Operation, Unit> called, Map<Operation, Integer> slots) {
  /** Of a method that is all there is. */
  static final Schedule NONE = new Schedule(List.of(), Map.of(), Map.of());

  static Schedule of(List<Operation> operations, List<Operation> outputs) {
    Cut cut = new Cut(operations, outputs);
    List<Unit> units = units(statements(cut, outputs), cut);
    Map<Operation, Unit> called = new LinkedHashMap<>();
    for (Operation operation : cut.called()) {
      called.put(operation, Unit.of(List.of(new MethodStatement.Result(operation)), cut));
    }
    Map<Operation, Integer> slots = new HashMap<>();
    units.forEach(unit -> addSlots(unit, slots));
    called.values().forEach(unit -> addSlots(unit, slots));
    return new Schedule(units, called, slots);
  }

  private static List<MethodStatement> statements(Cut cut, List<Operation> outputs) {
    List<MethodStatement> statements = new ArrayList<>();
    cut.kept().forEach(kept -> statements.add(new MethodStatement.Keep(kept)));
    for (int i = 0; i < outputs.size(); i++) {
      statements.add(new MethodStatement.Output(outputs.get(i), i));
    }
    return statements;
  }

  private static List<Unit> units(List<MethodStatement> statements, Cut cut) {
    List<Unit> units = new ArrayList<>();
    List<MethodStatement> open = new ArrayList<>();
    int bytes = 0;
    for (MethodStatement statement : statements) {
      int more = statement.bytes() + cut.bytes(statement.operation());
      if (!open.isEmpty() && bytes + more > Cut.METHOD_BYTES) {
        units.add(Unit.of(open, cut));
        open.clear();
        bytes = 0;
      }
      open.add(statement);
      bytes += more;
    }
    units.add(Unit.of(open, cut));
    return units;
  }

  private static void addSlots(Unit unit, Map<Operation, Integer> slots) {
    for (Operation outside : unit.outside().keySet()) {
      if (outside.kind() != Kind.INPUT) {
        slots.putIfAbsent(outside, slots.size());
      }
    }
  }
}
