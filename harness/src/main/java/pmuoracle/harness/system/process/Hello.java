package pmuoracle.harness.system.process;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import pmuoracle.harness.system.process.ProcessFailed.Way;
import pmuoracle.spec.Words;

/** The first request and its reply. */
final class Hello {
  static final int TYPE = 1;

  /** The oldest version of the protocol that is spoken; the reply says which one is. */
  private static final int VERSION = 1;

  private static final int MAGIC = 0x4f55_4d50;
  private static final int FIXED_BYTES = 36;
  private static final int MAX_NAME = 64;
  private static final int MAX_FIELDS = 64;
  private static final int LONGEST =
      FIXED_BYTES + 16 * MAX_FIELDS + MAX_NAME + HelloTables.MAX_BYTES;
  private static final int USUAL_PATIENCE = 10_000;
  private static final int MOST_PATIENCE = 600_000;

  private Hello() {}

  /**
   * Asks the fresh process what it is.
   *
   * @param wanted the codec of the architecture that is wanted
   * @param known every codec there is, for what it may be instead
   */
  static Announcement ask(RunningProcess process, WireCodec wanted, List<WireCodec> known) {
    WireBytes request = new WireBytes();
    request.putInt(16);
    request.putInt(TYPE);
    request.putInt(MAGIC);
    request.putInt(VERSION);
    request.putInt(wanted.number());
    return announcement(process.exchange(request, LONGEST, USUAL_PATIENCE), known);
  }

  private static Announcement announcement(Frame frame, List<WireCodec> known) {
    byte[] bytes = frame.bytes();
    if (frame.size() < FIXED_BYTES || word(bytes, 0) != TYPE || word(bytes, 1) != MAGIC) {
      throw bad("wrote what is no hello; see PROTOCOL.md");
    } else if (Integer.compareUnsigned(word(bytes, 2) - VERSION, WireCodec.NEWEST - VERSION) > 0) {
      throw bad(
          "speaks version %s of the protocol; expected %d to %d"
              .formatted(unsigned(word(bytes, 2)), VERSION, WireCodec.NEWEST));
    }
    int architecture = word(bytes, 3);
    WireCodec codec =
        known.stream()
            .filter(c -> c.number() == architecture)
            .findFirst()
            .orElseThrow(() -> bad("has architecture " + unsigned(architecture) + " in its hello"))
            .ofVersion(word(bytes, 2));
    int fields = codec.fields().size();
    requireCount("fields of a machine", word(bytes, 8), fields, fields);
    requireCount("bytes of its name", word(bytes, 7), 1, MAX_NAME);
    requireCount("milliseconds of patience", word(bytes, 6), 0, MOST_PATIENCE);
    int named = FIXED_BYTES + 16 * fields + word(bytes, 7);
    requireCount("bytes of its hello", frame.size(), named, LONGEST);
    HelloTables tables = new HelloTables(frame, named, word(bytes, 5), codec.verbs().size());
    Words least = words(bytes, FIXED_BYTES, fields);
    Words most = words(bytes, FIXED_BYTES + 8, fields);
    requireOrdered(codec, least, most);
    return new Announcement(
        name(bytes, FIXED_BYTES + 16 * fields, word(bytes, 7)),
        codec,
        word(bytes, 4),
        tables.shown(),
        tables.facts(),
        word(bytes, 6) == 0 ? USUAL_PATIENCE : word(bytes, 6),
        codec.completed(least),
        codec.completed(most));
  }

  private static int word(byte[] bytes, int place) {
    return WireBytes.getInt(bytes, 4 * place);
  }

  private static Words words(byte[] bytes, int at, int fields) {
    long[] words = new long[fields];
    for (int i = 0; i < fields; i++) {
      words[i] = WireBytes.getLong(bytes, at + 16 * i);
    }
    return Words.of(words);
  }

  private static void requireOrdered(WireCodec codec, Words least, Words most) {
    for (int i = 0; i < least.size(); i++) {
      if (Long.compareUnsigned(least.get(i), most.get(i)) > 0) {
        throw bad("has a least " + codec.fields().get(i) + " above the most in its hello");
      }
    }
  }

  static String name(byte[] bytes, int at, int length) {
    String name = new String(bytes, at, length, StandardCharsets.ISO_8859_1);
    if (name.chars().anyMatch(c -> c < ' ' || c > '~')) {
      String codes = name.chars().mapToObj("%02x"::formatted).collect(Collectors.joining(" "));
      throw bad("has a name of other than printable ASCII characters in its hello: " + codes);
    }
    return name;
  }

  static void requireCount(String what, int found, int least, int most) {
    if (found < least || found > most) {
      String expected = least == most ? Integer.toString(least) : least + " to " + most;
      throw bad("has " + unsigned(found) + " " + what + "; expected " + expected);
    }
  }

  private static String unsigned(int word) {
    return Integer.toUnsignedString(word);
  }

  static ProcessFailed bad(String message) {
    return new ProcessFailed(Way.BAD_HELLO, message);
  }
}
