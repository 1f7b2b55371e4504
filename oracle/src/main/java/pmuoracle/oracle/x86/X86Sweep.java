package pmuoracle.oracle.x86;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import pmuoracle.oracle.compile.Compiled;
import pmuoracle.oracle.compile.Compiler;
import pmuoracle.oracle.encoding.x86.EventFilter;
import pmuoracle.oracle.encoding.x86.VerdictTerms;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;
import pmuoracle.spec.Sweep;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Questions;
import pmuoracle.spec.x86.X86Step;

/**
 * The compiled encoding asked about every event. An entry matches only events with its low eight
 * bits, whatever the generation, which is proved; so only those are put to the list.
 */
public final class X86Sweep implements Sweep {
  private static final java.util.function.LongPredicate[] NONE = {};
  private static final int LOW = 0x100;

  private final X86Model model;
  private final CompiledEvaluation evaluation;
  private final Compiled verdict;
  private final Compiled fixed;
  private final long[] in = new long[EventFilter.SIZE + 1];
  private final long[] out = new long[2];
  private final BitSet lows = new BitSet(LOW);

  /** The questions about events that were asked, and which of them are allowed. */
  private final long[] known = new long[new X86Questions(Vendor.AMD).events() / Long.SIZE];

  private final long[] allowed = new long[known.length];
  private boolean allowsListed;
  private boolean allowsUnlisted;

  private X86Questions questions = new X86Questions(Vendor.INTEL);

  public X86Sweep(X86Model model) {
    this.model = model;
    evaluation = new CompiledEvaluation(model);
    try (Terms terms = new Terms()) {
      Bool listed = terms.variable("listed");
      EventFilter filter = EventFilter.variables(terms, e -> listed);
      Word anything = terms.variable("index", 64);
      verdict =
          compiled(
              filter,
              listed,
              VerdictTerms.generalPurpose(model.actions(), filter, anything).allowed());
      fixed =
          compiled(
              filter,
              anything,
              VerdictTerms.fixed(model.fixedFilter(), model.actions(), filter, anything).allowed());
    }
  }

  private static Compiled compiled(
      EventFilter filter, pmuoracle.oracle.smt.Term asked, Bool allowed) {
    List<pmuoracle.oracle.smt.Term> inputs = new java.util.ArrayList<>(filter.terms());
    inputs.add(asked);
    return Compiler.compile(inputs, List.of(), List.of(allowed));
  }

  @Override
  public long[] install(Machine machine, List<? extends Step> requests) {
    X86Machine facts = (X86Machine) machine;
    questions = new X86Questions(facts.vendor());
    evaluation.begin(facts);
    in[0] = 0;
    forget();
    lows.clear();
    long[] errnos = new long[requests.size()];
    for (int i = 0; i < errnos.length; i++) {
      FilterRequest request = ((X86Step.SetFilter) requests.get(i)).request();
      evaluation.accept(request, out);
      errnos[i] = out[0];
      if (out[0] == 0) {
        install(request);
      }
    }
    return errnos;
  }

  private void install(FilterRequest request) {
    evaluation.install(request);
    in[0] = 1;
    in[1] = request.action();
    in[2] = model.headerBytes() > 8 ? request.bitmap() : 0;
    lows.clear();
    for (int i = 0; i < request.events().size(); i++) {
      lows.set((int) (request.events().get(i) & (LOW - 1)));
    }
    forget();
  }

  @Override
  public void allowed(BitSet into) {
    into.clear();
    into.set(0, questions.events(), allowsUnlisted);
    if (allowsListed != allowsUnlisted) {
      for (int low = lows.nextSetBit(0); low >= 0; low = lows.nextSetBit(low + 1)) {
        for (int question = low; question < questions.events(); question += LOW) {
          if (evaluation.list().isListed(X86Questions.eventSelect(question))) {
            into.set(question, allowsListed);
          }
        }
      }
    }
    for (int question = questions.events(); question < questions.size(); question++) {
      into.set(question, allows(fixed, question - questions.events()));
    }
  }

  private boolean allows(Compiled question, long asked) {
    in[EventFilter.SIZE] = asked;
    question.evaluate(in, NONE, out);
    return out[0] != 0;
  }

  @Override
  public boolean allows(int question) {
    return question < questions.events()
        ? allowsEvent(question)
        : allows(fixed, question - questions.events());
  }

  private boolean allowsEvent(int question) {
    int word = question / Long.SIZE;
    long bit = 1L << question;
    if ((known[word] & bit) == 0) {
      boolean listed = evaluation.list().isListed(X86Questions.eventSelect(question));
      boolean is = listed ? allowsListed : allowsUnlisted;
      known[word] |= bit;
      allowed[word] = is ? allowed[word] | bit : allowed[word] & ~bit;
    }
    return (allowed[word] & bit) != 0;
  }

  private void forget() {
    Arrays.fill(known, 0, questions.events() / Long.SIZE, 0);
    allowsListed = allows(verdict, 1);
    allowsUnlisted = allows(verdict, 0);
  }

  @Override
  public boolean isSettled() {
    return !evaluation.isUnsettled();
  }
}
