package pmuoracle.harness.file;

/** Why a file is worth keeping; the closed list of the format. */
public enum Flag {
  ACCEPTANCE("acceptance", "which requests the filter call accepts, and with which error not"),
  ACTION("action", "an action other than the usual two, or what the two mean for the same list"),
  BOUNDARY("boundary", "a value at, or one beside, a limit"),
  DEFECT("defect", "a wrong implementation is known to fail it"),
  EMULATED("emulated", "instructions the hypervisor completes itself"),
  FIXED_COUNTERS("fixed-counters", "fixed counters and their bitmap"),
  FOUND_BY_FUZZ("found-by-fuzz", "a campaign met it"),
  FOUND_BY_SOLVER("found-by-solver", "a solver chose it"),
  HISTORY("history", "the answer differs between generations"),
  MASKED("masked", "masked entries, include or exclude"),
  MEDIATED("mediated", "a PMU whose counters the guest owns"),
  NESTED("nested", "a guest that is a hypervisor"),
  OVERFLOW("overflow", "a counter or a size that wraps"),
  REFUTED_CLAIM("refuted-claim", "a plausible claim is false because of it"),
  REGISTERS("registers", "guest accesses: reserved bits, faults, what is read back"),
  SELFTEST("selftest", "a row of the kernel's own test"),
  TIMING("timing", "when a new filter or a write takes effect"),
  VERDICT("verdict", "which events a filter allows on a general-purpose counter");

  private final String id;
  private final String sentence;

  Flag(String id, String sentence) {
    this.id = id;
    this.sentence = sentence;
  }

  /** The name in files. */
  public String id() {
    return id;
  }

  /** What it marks. */
  public String sentence() {
    return sentence;
  }
}
