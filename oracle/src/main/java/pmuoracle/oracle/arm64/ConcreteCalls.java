package pmuoracle.oracle.arm64;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import pmuoracle.oracle.compile.Compiled;
import pmuoracle.oracle.encoding.arm64.FilterRange;
import pmuoracle.oracle.run.ConcreteFilter;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.EventRange;

/**
 * The accepted calls of one program, folded through the compiled meaning of one call. What was
 * asked of an event is remembered until the next call.
 */
public final class ConcreteCalls implements ConcreteFilter {
  private static final LongPredicate[] NONE = {};
  private static final int MEMORY = 256;
  private static final int ALLOWED = 0;
  private static final int CONTAINED = 1;
  private static final int DEFAULT = 2;
  private static final int ALLOWED_BY_FIRST = 3;

  /** Bits of what they say of an event. */
  private static final long ALLOWS = 1;

  private static final long COVERS = 2;

  private final CompiledArm64 compiled;

  /** What one call means, once it was asked for. */
  private @Nullable Compiled decide;

  private final List<EventRange> calls = new ArrayList<>();
  private final long[] in = new long[5];
  private final long[] out = new long[4];
  private final long[] keys = new long[MEMORY];
  private final long[] installs = new long[MEMORY];
  private final long[] answers = new long[MEMORY];

  private long install = 1;

  public ConcreteCalls(CompiledArm64 compiled) {
    this.compiled = compiled;
  }

  @Override
  public void begin(Machine machine) {
    clear();
  }

  @Override
  public void succeeded(Step call) {
    if (call instanceof Arm64Step.SetFilter set) {
      add(FilterRange.said(set.request()));
    }
  }

  @Override
  public long applyAsLong(long event) {
    return answers[slot(event)];
  }

  void clear() {
    calls.clear();
    install++;
  }

  void add(EventRange accepted) {
    calls.add(accepted);
    install++;
  }

  List<EventRange> calls() {
    return calls;
  }

  boolean allows(long event) {
    return (applyAsLong(event) & ALLOWS) != 0;
  }

  boolean covers(long event) {
    return (applyAsLong(event) & COVERS) != 0;
  }

  /** Whether the range of the call at this place contains the event. */
  boolean contains(int place, long event) {
    decide(calls.get(place), event, false);
    return out[CONTAINED] != 0;
  }

  private int slot(long event) {
    int slot = (int) ((event ^ (event >>> 8)) & (MEMORY - 1));
    if (installs[slot] != install || keys[slot] != event) {
      installs[slot] = install;
      keys[slot] = event;
      fold(slot, event);
    }
    return slot;
  }

  /** What holds of the event after the call, if {@code before} held before it. */
  boolean decides(EventRange call, long event, boolean before) {
    decide(call, event, before);
    return out[ALLOWED] != 0;
  }

  /** What holds of every event before the first call's range is applied. */
  boolean byDefault(EventRange first) {
    decide(first, first.base(), false);
    return out[DEFAULT] != 0;
  }

  private void fold(int slot, long event) {
    boolean state = true;
    boolean some = false;
    for (int i = 0; i < calls.size(); i++) {
      decide(calls.get(i), event, state);
      state = out[i == 0 ? ALLOWED_BY_FIRST : ALLOWED] != 0;
      some |= out[CONTAINED] != 0;
    }
    answers[slot] = (state ? ALLOWS : 0) | (some ? COVERS : 0);
  }

  private void decide(EventRange call, long event, boolean before) {
    in[0] = call.base();
    in[1] = call.nevents();
    in[2] = call.allowed() ? 1 : 0;
    in[3] = event;
    in[4] = before ? 1 : 0;
    if (decide == null) {
      decide = compiled.decide();
    }
    decide.evaluate(in, NONE, out);
  }
}
