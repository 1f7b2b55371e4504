package pmuoracle.oracle.symbolic.x86;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a symbolic step can be; an access of a counter is one of the program's counter. */
public enum Action {
  SET_FILTER(true, true),
  WRITE_SELECT(true, true),
  WRITE_LEGACY(true, true),
  WRITE_FULL_WIDTH(true, true),
  WRITE_FIXED_COUNTER(true, true),
  WRITE_FIXED_CONTROL(true, true),
  WRITE_GLOBAL_CONTROL(true, true),
  WRITE_STATUS(false, true),
  WRITE_STATUS_CLEAR(true, true),
  WRITE_EFER(true, true),
  READ_SELECT(false, true),
  READ_COUNTER(false, true),
  READ_FULL_WIDTH(false, true),
  READ_FIXED_CONTROL(false, true),
  READ_GLOBAL_CONTROL(false, true),
  READ_STATUS(false, true),
  READ_STATUS_CLEAR(false, true),
  READ_EFER(false, true),
  ENTER(true, false),
  RETIRE(true, true),
  EMULATE(true, true),
  ENTER_L2(true, true),
  LEAVE_L2(true, true),
  HOST_READ(false, true),
  HOST_WRITE(true, false),
  RESET(true, false);

  private static final List<Action> ALL = List.of(values());

  private final boolean changes;
  private final boolean shows;

  Action(boolean changes, boolean shows) {
    this.changes = changes;
    this.shows = shows;
  }

  /** What stands for it in a selector, from 0. */
  int number() {
    return ALL.indexOf(this);
  }

  static Action of(long number) {
    return ALL.get((int) number);
  }

  /** Those that can change something: all but the last step of a smallest program are of them. */
  public static Set<Action> changing() {
    return those(true);
  }

  /** Those after which something is observed. */
  public static Set<Action> showing() {
    return those(false);
  }

  private static Set<Action> those(boolean changing) {
    Set<Action> actions = EnumSet.noneOf(Action.class);
    ALL.stream().filter(a -> changing ? a.changes : a.shows).forEach(actions::add);
    return Collections.unmodifiableSet(actions);
  }
}
