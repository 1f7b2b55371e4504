package pmuoracle.oracle.arm64;

import java.util.regex.Pattern;
import pmuoracle.oracle.WrittenProgram;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.FilterRequest;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Register;
import pmuoracle.spec.arm64.Register.Kind;

/** Steps on the first virtual CPU. */
final class Programs extends WrittenProgram<Arm64Model, Programs> {
  static final int ALLOW = FilterRequest.ALLOW;
  static final int DENY = FilterRequest.DENY;

  private static final Pattern CALL = Pattern.compile("([0-9a-f]+)\\+([0-9a-f]+)([ADX])");

  private Programs(Arm64Machine machine) {
    super(machine);
  }

  static Programs on(Arm64Machine machine) {
    return new Programs(machine);
  }

  /** The model of this name. */
  static Arm64Model model(String id) {
    return Arm64Models.ALL.stream().filter(m -> m.id().equals(id)).findFirst().orElseThrow();
  }

  @Override
  protected Programs self() {
    return this;
  }

  @Override
  protected Arm64Oracle oracle(Arm64Model model) {
    return new Arm64Oracle(model);
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
}
