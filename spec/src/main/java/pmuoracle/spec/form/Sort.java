package pmuoracle.spec.form;

/** The sorts of value a field can have; each is one word unless it says otherwise. */
public enum Sort {
  /** The virtual CPU a step happens on. */
  VCPU,
  /** 0 or 1. */
  FLAG,
  /** A number composed of bits. */
  BITS,
  /** Bits for the register in the field before. */
  VALUE,
  /** Bits or none: two words, whether there are any and which. */
  OPTIONAL_BITS,
  /** How many of something the machine has. */
  COUNT,
  /** A number that is counted. */
  QUANTITY,
  /** A number that is as usual or not. */
  SETTING,
  /** A choice between names on which the meaning of other fields depends; none is plainer. */
  VARIANT,
  /** A choice between names of which one is plain. */
  CHOICE,
  /** A choice between names, the plainer ones first. */
  RANK,
  /** Bits, of which some values have a name. */
  NAMED_BITS,
  /** A register: two words, its kind and its index. */
  REGISTER,
  /** An event as it retires or begins a range. */
  EVENT,
  /** How many events there are from the one in the field before on. */
  EXTENT,
  /** A list of events: its length and a word for each; always the last field. */
  EVENTS;

  /** How many words the value is, for a list without its elements. */
  public int words() {
    return this == OPTIONAL_BITS || this == REGISTER ? 2 : 1;
  }
}
