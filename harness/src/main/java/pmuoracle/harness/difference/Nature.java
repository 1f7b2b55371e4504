package pmuoracle.harness.difference;

/** What kind of difference it is. */
public enum Nature {
  /** A call is refused by one model, or for another reason. */
  ACCEPTANCE("acceptance", "what the kernel answers to a call"),
  /** A counter counts, or does not. */
  VERDICT("verdict", "whether a counter counts"),
  /** What a counter counts is the same again once everything asked for has taken effect. */
  TIMING("timing", "when something takes effect"),
  /** What the guest or the owner of the virtual machine reads, or whether an access faults. */
  READING("reading", "what is read, or faults"),
  /** What is written to hardware. */
  HARDWARE("hardware", "what hardware is given");

  private final String id;
  private final String sentence;

  Nature(String id, String sentence) {
    this.id = id;
    this.sentence = sentence;
  }

  public String id() {
    return id;
  }

  /** In words. */
  public String sentence() {
    return sentence;
  }
}
