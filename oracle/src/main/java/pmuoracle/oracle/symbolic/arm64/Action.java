package pmuoracle.oracle.symbolic.arm64;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a symbolic step can be; an access of a counter is one of the program's counter. */
public enum Action {
  SET_FILTER(Actor.HOST, true, true),
  SELECT_PMU(Actor.HOST, true, true),
  INIT(Actor.HOST, true, true),
  RUN(Actor.HOST, true, true),
  LOAD(Actor.HOST, true, true),
  HOST_WRITE_TYPE(Actor.HOST, true, false),
  WRITE_TYPE(Actor.GUEST, true, true),
  WRITE_COUNTER(Actor.GUEST, true, true),
  WRITE_ENABLES_SET(Actor.GUEST, true, true),
  WRITE_ENABLES_CLEAR(Actor.GUEST, true, true),
  WRITE_OVERFLOWS_SET(Actor.GUEST, true, true),
  WRITE_OVERFLOWS_CLEAR(Actor.GUEST, true, true),
  WRITE_PMCR(Actor.GUEST, true, true),
  WRITE_MDCR(Actor.GUEST, true, true),
  WRITE_HCR(Actor.GUEST, true, true),
  WRITE_ADVERTISED(Actor.GUEST, false, true),
  READ_TYPE(Actor.GUEST, false, true),
  READ_COUNTER(Actor.GUEST, false, true),
  READ_ENABLES(Actor.GUEST, false, true),
  READ_OVERFLOWS(Actor.GUEST, false, true),
  READ_PMCR(Actor.GUEST, false, true),
  READ_MDCR(Actor.GUEST, false, true),
  READ_HCR(Actor.GUEST, false, true),
  READ_ADVERTISED_0(Actor.GUEST, false, true),
  READ_ADVERTISED_1(Actor.GUEST, false, true),
  GO(Actor.GUEST, true, true),
  SW_INCR(Actor.GUEST, true, true),
  RETIRE(Actor.GUEST, true, true);

  private static final List<Action> ALL = List.of(values());

  private enum Actor {
    HOST,
    GUEST
  }

  private final Actor actor;
  private final boolean changes;
  private final boolean shows;

  Action(Actor actor, boolean changes, boolean shows) {
    this.actor = actor;
    this.changes = changes;
    this.shows = shows;
  }

  /** Whether it does not happen on a virtual CPU that has not run. */
  boolean isGuests() {
    return actor == Actor.GUEST;
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
