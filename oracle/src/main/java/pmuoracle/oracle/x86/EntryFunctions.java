package pmuoracle.oracle.x86;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import pmuoracle.oracle.compile.Compiled;
import pmuoracle.oracle.compile.Compiler;
import pmuoracle.oracle.compile.Functions;
import pmuoracle.oracle.encoding.Fired;
import pmuoracle.oracle.encoding.x86.Entry;
import pmuoracle.oracle.encoding.x86.EventList;
import pmuoracle.oracle.encoding.x86.ListedRules;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.spec.x86.X86Model;

/**
 * What the entries of one model's event lists are asked, as bytecode. Shared by all threads.
 *
 * @param functions each made when first asked for
 */
record EntryFunctions(Functions<Asked, Compiled> functions) {

  /** What is asked. */
  enum Asked {
    /** As {@link EntryInputs} to dropped, reserved, unsettled. */
    FORM,
    /** As {@link EntryInputs} to includes, excludes. */
    MATCH,
    /** Masked and whether some entry includes, excludes, is dropped, to what predicates say. */
    LISTED
  }

  static EntryFunctions of(X86Model model) {
    return new EntryFunctions(
        new Functions<>(EnumSet.allOf(Asked.class), asked -> compiled(asked, model)));
  }

  Compiled form() {
    return functions.get(Asked.FORM);
  }

  Compiled match() {
    return functions.get(Asked.MATCH);
  }

  Compiled listed() {
    return functions.get(Asked.LISTED);
  }

  private static Compiled compiled(Asked asked, X86Model model) {
    try (Terms terms = new Terms()) {
      return switch (asked) {
        case FORM -> form(model, EntryInputs.variables(MachineTerms.variables(terms)));
        case MATCH -> match(model, EntryInputs.variables(MachineTerms.variables(terms)));
        case LISTED -> listed(model, terms);
      };
    }
  }

  private static Compiled form(X86Model model, EntryInputs in) {
    return Compiler.compile(
        in.terms(),
        List.of(),
        List.of(
            Entry.dropped(in.machine(), in.entry()),
            Entry.reserved(in.machine(), in.entry()),
            Entry.unsettled(model.matching(), in.entry())));
  }

  private static Compiled match(X86Model model, EntryInputs in) {
    return Compiler.compile(
        in.terms(),
        List.of(),
        List.of(
            Entry.includes(
                model.matching(), in.machine(), in.masked(), in.entry(), in.eventSelect()),
            Entry.excludes(
                model.matching(), in.machine(), in.masked(), in.entry(), in.eventSelect())));
  }

  private static Compiled listed(X86Model model, Terms terms) {
    Bool masked = terms.variable("masked");
    Bool includes = terms.variable("some-includes");
    Bool excludes = terms.variable("some-excludes");
    Bool dropped = terms.variable("some-dropped");
    Fired fired = ListedRules.of(model.matching(), masked, includes, excludes, dropped);
    List<Term> outputs = new ArrayList<>(List.of(EventList.listed(includes, excludes)));
    ListedRules.of(model.matching()).forEach(rule -> outputs.add(fired.of(rule)));
    return Compiler.compile(List.of(masked, includes, excludes, dropped), List.of(), outputs);
  }
}
