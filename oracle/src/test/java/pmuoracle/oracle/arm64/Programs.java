package pmuoracle.oracle.arm64;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.Trace;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.FilterRequest;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Register;
import pmuoracle.spec.arm64.Register.Kind;

/** A guest program in the writing, and its trace in words: steps on the first virtual CPU. */
final class Programs {
  static final int ALLOW = FilterRequest.ALLOW;
  static final int DENY = FilterRequest.DENY;

  private static final Pattern CALL = Pattern.compile("([0-9a-f]+)\\+([0-9a-f]+)([ADX])");

  private final Arm64Machine machine;
  private final List<Step> steps = new ArrayList<>();

  private Programs(Arm64Machine machine) {
    this.machine = machine;
  }

  static Programs on(Arm64Machine machine) {
    return new Programs(machine);
  }

  Programs then(Step step) {
    steps.add(step);
    return this;
  }

  Programs filter(int base, int nevents, int action) {
    return then(new Arm64Step.SetFilter(0, FilterRequest.of(base, nevents, action)));
  }

  /** Calls as {@code 8+1A 9+1D}: base, number of events, action (X: 2); in hexadecimal. */
  Programs filters(String calls) {
    CALL.matcher(calls)
        .results()
        .forEach(
            call ->
                filter(
                    Integer.parseInt(call.group(1), 16),
                    Integer.parseInt(call.group(2), 16),
                    "ADX".indexOf(call.group(3))));
    return this;
  }

  /** Initialises and runs the virtual CPU. */
  Programs start() {
    return then(new Arm64Step.Init(0, true)).then(new Arm64Step.Run(0));
  }

  Programs type(int counter, long type) {
    return write(Register.type(counter), type);
  }

  Programs write(Register register, long value) {
    return then(new Arm64Step.Write(0, register, value));
  }

  Programs write(Kind kind, long value) {
    return write(Register.of(kind), value);
  }

  Programs read(Register register) {
    return then(new Arm64Step.Read(0, register));
  }

  Programs read(Kind kind) {
    return read(Register.of(kind));
  }

  Programs go(Level level) {
    return then(new Arm64Step.Go(0, level));
  }

  Programs load() {
    return then(new Arm64Step.Load(0));
  }

  Programs retire(int event, long times) {
    return then(new Arm64Step.Retire(0, event, times));
  }

  Programs increment(long mask) {
    return then(new Arm64Step.SwIncr(0, mask));
  }

  GuestProgram program() {
    return new GuestProgram(machine, steps);
  }

  Trace trace(Arm64Model model) {
    return trace(model, new RuleSet());
  }

  Trace trace(Arm64Model model, RuleSet fired) {
    Trace trace = new Trace();
    try (Arm64Oracle oracle = new Arm64Oracle(model)) {
      oracle.predict(program(), trace, fired);
    }
    return trace;
  }

  /** The cells of the last step, in hexadecimal. */
  String last(Arm64Model model) {
    return cells(trace(model), steps.size() - 1);
  }

  /** Cell {@code place} of every step of the verb. */
  String cells(Arm64Model model, String verb, int place) {
    Trace trace = trace(model);
    return IntStream.range(0, trace.steps())
        .filter(i -> steps.get(i).verb().equals(verb))
        .mapToObj(i -> cell(trace, i, place))
        .collect(Collectors.joining(" "));
  }

  static String cells(Trace trace, int step) {
    return IntStream.range(0, trace.width(step))
        .mapToObj(place -> cell(trace, step, place))
        .collect(Collectors.joining(" "));
  }

  private static String cell(Trace trace, int step, int place) {
    return trace.isKnown(step, place) ? Long.toHexString(trace.cell(step, place)) : "?";
  }
}
