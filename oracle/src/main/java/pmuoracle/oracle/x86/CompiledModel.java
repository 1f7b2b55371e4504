package pmuoracle.oracle.x86;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import pmuoracle.oracle.compile.Compiled;
import pmuoracle.oracle.compile.Compiler;
import pmuoracle.oracle.compile.Functions;
import pmuoracle.oracle.encoding.x86.Acceptance;
import pmuoracle.oracle.encoding.x86.Entry;
import pmuoracle.oracle.encoding.x86.EventList;
import pmuoracle.oracle.encoding.x86.ListedRules;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.x86.X86Model;

/**
 * Every function of one model as bytecode. Shared by all threads.
 *
 * @param generalPurpose the functions of general-purpose counters
 * @param fixed the functions of fixed counters
 * @param registers the functions of shared registers
 * @param requests the functions of requests and their entries
 */
record CompiledModel(
    Functions<CounterFunction> generalPurpose,
    Functions<CounterFunction> fixed,
    Functions<RegisterFunction> registers,
    Functions<RequestFunction> requests) {
  private static final Map<X86Model, CompiledModel> ALL = new ConcurrentHashMap<>();

  /** What a request and its entries are asked. */
  enum RequestFunction {
    /** Machine and request to errno and rules. */
    ACCEPTANCE,
    /** As {@link EntryInputs} to dropped, reserved, unsettled. */
    ENTRY_FORM,
    /** As {@link EntryInputs} to includes, excludes. */
    ENTRY_MATCH,
    /** Masked and whether some entry includes, excludes, is dropped, to listed and rules. */
    LISTED
  }

  /** The model's functions. */
  static CompiledModel of(X86Model model) {
    return ALL.computeIfAbsent(model, CompiledModel::uncompiled);
  }

  /** None compiled yet. */
  static CompiledModel uncompiled(X86Model model) {
    return new CompiledModel(
        new Functions<>(
            EnumSet.allOf(CounterFunction.class), f -> alone(m -> counter(f, model, m, false))),
        new Functions<>(
            EnumSet.complementOf(EnumSet.of(CounterFunction.SELECT_WRITTEN)),
            f -> alone(m -> counter(f, model, m, true))),
        new Functions<>(
            EnumSet.allOf(RegisterFunction.class), f -> alone(m -> register(f, model, m))),
        new Functions<>(
            EnumSet.allOf(RequestFunction.class), f -> alone(m -> request(f, model, m))));
  }

  /** Compiles the rest. */
  void compile() {
    generalPurpose.forEach((name, code) -> {});
    fixed.forEach((name, code) -> {});
    registers.forEach((name, code) -> {});
    requests.forEach((name, code) -> {});
  }

  Compiled acceptance() {
    return requests.get(RequestFunction.ACCEPTANCE);
  }

  Compiled entryForm() {
    return requests.get(RequestFunction.ENTRY_FORM);
  }

  Compiled entryMatch() {
    return requests.get(RequestFunction.ENTRY_MATCH);
  }

  Compiled listed() {
    return requests.get(RequestFunction.LISTED);
  }

  /** In terms of its own, gone when it is compiled: they cost less than a lock and memory kept. */
  private static Compiled alone(Function<MachineTerms, Compiled> compiler) {
    try (Terms terms = new Terms()) {
      return compiler.apply(MachineTerms.variables(terms));
    }
  }

  private static Compiled counter(
      CounterFunction function, X86Model model, MachineTerms machine, boolean fixed) {
    Terms.Predicate listed = machine.world().predicate("listed", 64);
    StepInputs in = StepInputs.variables(machine, listed::of);
    return Compiler.compile(in.terms(), List.of(listed), function.outputs(model, in, fixed));
  }

  private static Compiled register(
      RegisterFunction function, X86Model model, MachineTerms machine) {
    StepInputs in = StepInputs.variables(machine, e -> machine.world().bool(false));
    return Compiler.compile(in.terms(), List.of(), function.outputs(model, in));
  }

  private static Compiled request(RequestFunction function, X86Model model, MachineTerms machine) {
    return switch (function) {
      case ACCEPTANCE -> acceptance(model, machine);
      case ENTRY_FORM -> entryForm(model, machine);
      case ENTRY_MATCH -> entryMatch(model, machine);
      case LISTED -> listed(model, machine.world());
    };
  }

  private static Compiled acceptance(X86Model model, MachineTerms machine) {
    Acceptance.Request request = Acceptance.Request.variables(machine.world());
    List<Term> inputs = new ArrayList<>(machine.terms());
    inputs.addAll(request.terms());
    Acceptance acceptance = Acceptance.of(model, machine, request);
    return Compiler.compile(
        inputs, List.of(), List.of(acceptance.errno(), acceptance.fired().bits()));
  }

  private static Compiled entryForm(X86Model model, MachineTerms machine) {
    EntryInputs in = EntryInputs.variables(machine);
    Word entry = in.entry();
    return Compiler.compile(
        in.terms(),
        List.of(),
        List.of(
            Entry.dropped(machine, entry),
            Entry.reserved(machine, entry),
            Entry.unsettled(model.matching(), entry)));
  }

  private static Compiled entryMatch(X86Model model, MachineTerms machine) {
    EntryInputs in = EntryInputs.variables(machine);
    return Compiler.compile(
        in.terms(),
        List.of(),
        List.of(
            Entry.includes(model.matching(), machine, in.masked(), in.entry(), in.eventSelect()),
            Entry.excludes(model.matching(), machine, in.masked(), in.entry(), in.eventSelect())));
  }

  private static Compiled listed(X86Model model, Terms terms) {
    Bool masked = terms.variable("masked");
    Bool includes = terms.variable("some-includes");
    Bool excludes = terms.variable("some-excludes");
    Bool dropped = terms.variable("some-dropped");
    return Compiler.compile(
        List.of(masked, includes, excludes, dropped),
        List.of(),
        List.of(
            EventList.listed(includes, excludes),
            ListedRules.of(model.matching(), masked, includes, excludes, dropped).bits()));
  }
}
