package pmuoracle.oracle.x86;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.LongPredicate;
import pmuoracle.oracle.compile.Compiled;
import pmuoracle.oracle.compile.Compiler;
import pmuoracle.oracle.encoding.x86.EventList;
import pmuoracle.oracle.encoding.x86.FilterTerms;
import pmuoracle.oracle.encoding.x86.VerdictTerms;
import pmuoracle.oracle.run.CompiledEvaluation;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.Layout;
import pmuoracle.oracle.step.StepWords;
import pmuoracle.oracle.step.x86.CallFunction;
import pmuoracle.oracle.step.x86.CounterFunction;
import pmuoracle.oracle.step.x86.RegisterFunction;
import pmuoracle.oracle.step.x86.X86Encoding;
import pmuoracle.oracle.step.x86.X86StepTable;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;
import pmuoracle.spec.Sweep;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Questions;

/** The compiled encoding asked about every event: once for each way entries can name one. */
public final class X86Sweep implements Sweep {
  private static final LongPredicate[] NONE = {};

  private final X86StepTable table;
  private final InstalledList installed;
  private final CompiledEvaluation<CallFunction, RegisterFunction, CounterFunction> evaluation;
  private final StepWords words = new StepWords(X86Encoding.LAYOUT);
  private final long[] called = words.called();
  private final long[] answered = new long[X86Encoding.LAYOUT.outputs()];
  private boolean settled = true;
  private final Compiled verdict;
  private final Compiled fixed;
  private final long[] in = new long[FilterTerms.SIZE + 2];
  private final long[] out = new long[2];
  private final CoveredEvents covered;

  /**
   * The verdict on an event by what the entries say of it, a sum of {@link ConcreteList}'s bits.
   */
  private final boolean[] verdicts = new boolean[4];

  private X86Questions questions = new X86Questions(Vendor.INTEL);

  public X86Sweep(X86Model model) {
    table = new X86StepTable(model);
    CompiledX86 compiled = CompiledX86.of(model);
    installed = new InstalledList(compiled);
    evaluation = compiled.evaluation(installed);
    covered = new CoveredEvents(model, new X86Questions(Vendor.AMD).events());
    try (Terms terms = new Terms()) {
      Bool includes = terms.variable("some-includes");
      Bool excludes = terms.variable("some-excludes");
      Word index = terms.variable("index", 64);
      FilterTerms filter = FilterTerms.variables(terms, e -> EventList.listed(includes, excludes));
      verdict =
          compiled(
              filter,
              List.of(includes, excludes),
              VerdictTerms.generalPurpose(model.actions(), filter, index).allowed());
      fixed =
          compiled(
              filter,
              List.of(index),
              VerdictTerms.fixed(model.fixedFilter(), model.actions(), filter, index).allowed());
    }
  }

  private static Compiled compiled(FilterTerms filter, List<Term> asked, Bool allowed) {
    List<Term> inputs = new ArrayList<>(filter.terms());
    inputs.addAll(asked);
    return Compiler.compile(inputs, List.of(), List.of(allowed));
  }

  @Override
  public long[] install(Machine machine, List<? extends Step> requests) {
    X86Machine facts = (X86Machine) machine;
    questions = new X86Questions(facts.vendor());
    evaluation.begin(facts);
    Arrays.fill(called, 0);
    table.write(facts, called);
    Layout layout = X86Encoding.LAYOUT;
    long[] errnos = new long[requests.size()];
    for (int i = 0; i < errnos.length; i++) {
      Step request = requests.get(i);
      table.read(request, facts, words);
      evaluation.look(request, called);
      evaluation.call(CallFunction.FILTER_SET, called, answered);
      System.arraycopy(answered, 0, called, layout.machine(), layout.vm());
      errnos[i] = answered[layout.errno()];
      if (errnos[i] == 0) {
        evaluation.succeeded(request);
      }
    }
    System.arraycopy(called, layout.machine(), in, 0, FilterTerms.SIZE);
    settled = called[layout.machine() + FilterTerms.SIZE] == 0;
    covered.cover(installed.list(), questions.events());
    for (int said = 0; said < verdicts.length; said++) {
      in[FilterTerms.SIZE] = said & ConcreteList.INCLUDES;
      in[FilterTerms.SIZE + 1] = said / ConcreteList.EXCLUDES;
      verdicts[said] = allows(verdict);
    }
    return errnos;
  }

  @Override
  public void allowed(BitSet into) {
    long[] events = new long[questions.events() / Long.SIZE];
    for (int said = 0; said < verdicts.length; said++) {
      if (verdicts[said]) {
        long includes = (said & ConcreteList.INCLUDES) != 0 ? 0 : -1L;
        long excludes = (said & ConcreteList.EXCLUDES) != 0 ? 0 : -1L;
        for (int word = 0; word < events.length; word++) {
          events[word] |=
              (covered.includedWord(word) ^ includes) & (covered.excludedWord(word) ^ excludes);
        }
      }
    }
    into.clear();
    into.or(BitSet.valueOf(events));
    for (int question = questions.events(); question < questions.size(); question++) {
      into.set(question, allows(question));
    }
  }

  @Override
  public boolean allows(int question) {
    if (question < questions.events()) {
      int said = covered.includes(question) ? ConcreteList.INCLUDES : 0;
      return verdicts[covered.excludes(question) ? said | ConcreteList.EXCLUDES : said];
    }
    in[FilterTerms.SIZE] = (long) question - questions.events();
    return allows(fixed);
  }

  private boolean allows(Compiled asked) {
    asked.evaluate(in, NONE, out);
    return out[0] != 0;
  }

  @Override
  public boolean isSettled() {
    return settled;
  }
}
