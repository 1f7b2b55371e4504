package pmuoracle.oracle.x86;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.x86.EventFilter;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Rule;

/** The rules of a verdict as a sentence about the filter at hand. */
final class VerdictWords {
  private static final int NAMED = 3;
  private static final RuleSet DENYING =
      RuleSet.of(
          X86Rule.UNLISTED_DENIED,
          X86Rule.LISTED_DENIED,
          X86Rule.PROGRAM_DENIED,
          X86Rule.EMULATED_DENIED);

  private final ConcreteList list;
  private final Vendor vendor;
  private final EventFilter filter;

  VerdictWords(InstalledList installed, Vendor vendor) {
    this.vendor = vendor;
    list = installed.list();
    filter = installed.filter();
  }

  /**
   * What the filter said, or empty if it was not asked.
   *
   * @param rules those that took part
   * @param eventSelect a general-purpose counter's
   * @param index the counter's number among those of its kind
   */
  String of(RuleSet rules, long eventSelect, int index) {
    if (rules.contains(X86Rule.NO_FILTER_ALLOWS)) {
      return "ALLOWED: no filter";
    } else if (rules.contains(X86Rule.SET_NONE_REMOVES)) {
      return "ALLOWED: the action is NONE";
    } else if (rules.contains(X86Rule.UNKNOWN_ACTION_ALLOWS)) {
      return "ALLOWED: action " + filter.action() + " is neither 0 nor 1";
    } else if (rules.contains(X86Rule.FIXED_UNFILTERED)) {
      return "ALLOWED: fixed counters are not filtered";
    } else if (rules.contains(X86Rule.FIXED_BY_BITMAP)) {
      return bitmap(rules, "bitmap", index)
          + (filter.action() == FilterRequest.ALLOW ? " under ALLOW" : " under DENY");
    } else if (rules.contains(X86Rule.FIXED_REJECTED)) {
      return bitmap(rules, "reject bitmap", index);
    }
    return rules.meets(InstalledList.ASKING) ? verdict(rules) + entries(rules, eventSelect) : "";
  }

  private String bitmap(RuleSet rules, String name, int index) {
    String is = ((filter.bitmap() >>> index) & 1) != 0 ? "set" : "clear";
    return verdict(rules) + "bit %d of %s 0x%08x is %s".formatted(index, name, filter.bitmap(), is);
  }

  private static String verdict(RuleSet rules) {
    return rules.meets(DENYING) ? "DENIED: " : "ALLOWED: ";
  }

  private String entries(RuleSet rules, long eventSelect) {
    List<Integer> including = matching(eventSelect, ConcreteList.INCLUDES);
    List<Integer> excluding = matching(eventSelect, ConcreteList.EXCLUDES);
    String event = event(eventSelect);
    boolean masked = rules.contains(X86Rule.ENTRY_INCLUDES);
    if (including.isEmpty()) {
      return "no entry lists " + event;
    } else if (!masked) {
      return named("entry", including, "lists ", "list ") + event;
    } else if (excluding.isEmpty()) {
      return named("include entry", including, "covers ", "cover ") + event;
    }
    return named("exclude entry", excluding, "covers ", "cover ")
        + event
        + ", which "
        + named("include entry", including, "covers", "cover");
  }

  private List<Integer> matching(long eventSelect, int how) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      if ((list.says(i, eventSelect) & how) != 0) {
        numbers.add(i + 1);
      }
    }
    return numbers;
  }

  private static String named(String noun, List<Integer> numbers, String one, String many) {
    if (numbers.size() == 1) {
      return noun + " " + numbers.get(0) + " " + one;
    }
    String first =
        numbers.stream().limit(NAMED).map(String::valueOf).collect(Collectors.joining(", "));
    String rest = numbers.size() > NAMED ? " and " + (numbers.size() - NAMED) + " more" : "";
    return noun.replace("entry", "entries") + " " + first + rest + " " + many;
  }

  private String event(long eventSelect) {
    long high = vendor.selectMask() & EventSelect.SELECT_HIGH & eventSelect;
    long select = (eventSelect & EventSelect.SELECT_LOW) | (high >>> 24);
    return "select %02x, unit mask %02x"
        .formatted(select, (eventSelect & EventSelect.UNIT_MASK) >>> 8);
  }
}
