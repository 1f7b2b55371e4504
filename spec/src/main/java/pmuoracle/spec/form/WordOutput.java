package pmuoracle.spec.form;

import java.util.OptionalLong;
import pmuoracle.spec.Words;

/** Takes the words of a record. */
public interface WordOutput {
  WordOutput put(long word);

  default WordOutput put(boolean truth) {
    return put(truth ? 1 : 0);
  }

  /** The constant's place. */
  @SuppressWarnings("EnumOrdinal")
  default WordOutput put(Enum<?> constant) {
    return put(constant.ordinal());
  }

  /** Two words. */
  default WordOutput put(OptionalLong value) {
    return put(value.isPresent()).put(value.orElse(0));
  }

  /** The length, then each. */
  default WordOutput put(Words list) {
    put(list.size());
    for (int i = 0; i < list.size(); i++) {
      put(list.get(i));
    }
    return this;
  }
}
