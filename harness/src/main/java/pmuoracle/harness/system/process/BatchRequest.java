package pmuoracle.harness.system.process;

import java.util.Arrays;
import java.util.List;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;

/** Programs as one request, and what its reply must look like; reusable. */
final class BatchRequest {
  /** A batch without the facts, and with them. */
  private static final int TYPE = 2;

  private static final int TYPE_WITH_FACTS = 3;
  private static final int HEADER_BYTES = 16;
  private static final int PROGRAM_BYTES = 8;
  private static final int OUTCOME_BYTES = 8;

  /** A request longer than this takes no further program. */
  private static final int FULL = 4 << 20;

  private final Announcement announcement;
  private final WireBytes bytes = new WireBytes();
  private int number;
  private int programs;
  private int[] sent = new int[64];
  private int[] widths = new int[1024];
  private int steps;
  private long longestReply;
  private boolean facts;

  BatchRequest(Announcement announcement) {
    this.announcement = announcement;
  }

  /** From now on requests ask for the facts. */
  void askFacts() {
    facts = true;
  }

  boolean asksFacts() {
    return facts;
  }

  int type() {
    return facts ? TYPE_WITH_FACTS : TYPE;
  }

  /** Makes it a request of these programs, from the one at {@code from} on; how many it took. */
  int take(List<GuestProgram> all, int from) {
    bytes.clear();
    bytes.putInt(0);
    bytes.putInt(type());
    bytes.putInt(++number);
    bytes.putInt(0);
    programs = 0;
    steps = 0;
    longestReply = HEADER_BYTES - 4;
    for (int i = from; i < all.size() && bytes.size() < FULL; i++) {
      put(all.get(i));
    }
    bytes.setInt(0, bytes.size() - 4);
    bytes.setInt(HEADER_BYTES - 4, programs);
    return programs;
  }

  private void put(GuestProgram program) {
    Machine machine = program.machine();
    int head = bytes.size();
    bytes.putInt(0);
    bytes.putInt(0);
    announcement.codec().put(machine, bytes);
    int before = steps;
    List<Step> all = program.steps();
    boolean supported = true;
    for (int i = 0; i < all.size() && supported; i++) {
      Step step = all.get(i);
      int kind = announcement.codec().kind(step);
      supported = announcement.supports(kind);
      if (supported) {
        put(step, kind, machine.observations(step).size());
      }
    }
    bytes.setInt(head, steps - before);
    bytes.setInt(head + 4, bytes.size() - head - PROGRAM_BYTES);
    if (programs == sent.length) {
      sent = Arrays.copyOf(sent, 2 * programs);
    }
    sent[programs++] = steps - before;
    longestReply += PROGRAM_BYTES;
    if (facts) {
      int counters = machine.counts().size();
      longestReply += (steps - before) * announcement.facts().mostBytes(counters);
    }
  }

  private void put(Step step, int kind, int width) {
    bytes.putInt(kind | step.vcpu() << 8 | width << 16);
    int length = bytes.size();
    bytes.putInt(0);
    announcement.codec().putBody(step, bytes);
    bytes.setInt(length, bytes.size() - length - 4);
    if (steps == widths.length) {
      widths = Arrays.copyOf(widths, 2 * steps);
    }
    widths[steps++] = width;
    longestReply += OUTCOME_BYTES + 8L * width;
  }

  WireBytes bytes() {
    return bytes;
  }

  int number() {
    return number;
  }

  int programs() {
    return programs;
  }

  /** How many steps there are in all. */
  int steps() {
    return steps;
  }

  /** How many steps of this program were sent; fewer than it has if one is not supported. */
  int sent(int program) {
    return sent[program];
  }

  /** How many cells the outcome of this step has, counted through all programs. */
  int width(int step) {
    return widths[step];
  }

  /** The most bytes a correct reply has behind its length. */
  int longestReply() {
    return (int) Math.min(longestReply, Integer.MAX_VALUE - 8);
  }
}
