package pmuoracle.oracle.compile;

import java.util.List;

/**
 * One operator in SMT-LIB, and the same with a mistake in it.
 *
 * @param result what it gives: {@code truth}, {@code word} of the operands' width, {@code wide} of
 *     64 bits, {@code bits} as extracted, {@code top} with the topmost, {@code both} two words'
 *     lower bits
 */
record OperatorCase(String result, String right, String wrong) {
  private static final String TABLE =
      """
      truth | true                          | false
      truth | (not p)                       | p
      truth | (and p q (bvult a b))         | (and p q)
      truth | (or p q (bvult a b))          | (or p q)
      truth | (=> p q)                      | (=> q p)
      truth | (= p q)                       | (xor p q)
      truth | (xor p q (= a b))             | (or p q (= a b))
      truth | (ite p q (= a b))             | (ite q p (= a b))
      truth | (= a b)                       | (bvule a b)
      truth | (distinct a b)                | (bvult a b)
      truth | (distinct a b (bvadd a b))    | (distinct a b)
      truth | (distinct p q)                | (and p q)
      truth | (bvult a b)                   | (bvslt a b)
      truth | (bvule a b)                   | (bvult a b)
      truth | (bvugt a b)                   | (bvult a b)
      truth | (bvuge a b)                   | (bvugt a b)
      truth | (bvslt a b)                   | (bvult a b)
      truth | (bvsle a b)                   | (bvslt a b)
      truth | (bvsgt a b)                   | (bvslt a b)
      truth | (bvsge a b)                   | (bvuge a b)
      word  | (ite p a b)                   | (ite p b a)
      word  | (bvadd a b)                   | (bvor a b)
      word  | (bvsub a b)                   | (bvsub b a)
      word  | (bvmul a b)                   | (bvand a b)
      word  | (bvneg a)                     | (bvnot a)
      word  | (bvnot a)                     | (bvneg a)
      word  | (bvand a b)                   | (bvor a b)
      word  | (bvor a b)                    | (bvxor a b)
      word  | (bvxor a b)                   | (bvor a b)
      word  | (bvshl a b)                   | (bvlshr a b)
      word  | (bvlshr a b)                  | (bvashr a b)
      word  | (bvashr a b)                  | (bvlshr a b)
      word  | (bvshl a {shift})             | (bvlshr a {shift})
      word  | (bvlshr a {shift})            | (bvashr a {shift})
      word  | (bvashr a {shift})            | (bvlshr a {shift})
      word  | (bvashr a {ones})             | (bvlshr a {ones})
      word  | (bvadd a {ones})              | (bvadd a {shift})
      bits  | ((_ extract {high} {low}) a)  | ((_ extract {high} {low}) b)
      top   | ((_ extract {top} {low}) a)   | ((_ extract {top} {low}) b)
      wide  | ((_ zero_extend {room}) a)    | ((_ sign_extend {room}) a)
      wide  | ((_ sign_extend {room}) a)    | ((_ zero_extend {room}) a)
      wide  | ((_ sign_extend {some}) ((_ zero_extend {rest}) a)) | ((_ sign_extend {room}) a)
      both  | (concat ((_ extract {half} 0) a) ((_ extract {half} 0) b)) \
      | (concat ((_ extract {half} 0) b) ((_ extract {half} 0) a))
      """;

  static List<OperatorCase> all() {
    return TABLE
        .lines()
        .map(line -> line.split("\\|"))
        .map(cells -> new OperatorCase(cells[0].strip(), cells[1].strip(), cells[2].strip()))
        .toList();
  }

  OperatorCase mistaken() {
    return new OperatorCase(result, wrong, wrong);
  }

  /** The text for words of this width. */
  String at(int width) {
    int room = 64 - width;
    return right
        .replace("{shift}", "(_ bv%d %d)".formatted(width / 2, width))
        .replace("{ones}", "(bvnot (_ bv0 %d))".formatted(width))
        .replace("{high}", String.valueOf(high(width)))
        .replace("{top}", String.valueOf(width - 1))
        .replace("{low}", String.valueOf(low(width)))
        .replace("{half}", String.valueOf(half(width) - 1))
        .replace("{room}", String.valueOf(room))
        .replace("{some}", String.valueOf(room / 2))
        .replace("{rest}", String.valueOf(room - room / 2));
  }

  /** Bits of the result for words of this width; 0 for a truth value. */
  int resultWidth(int width) {
    return switch (result) {
      case "truth" -> 0;
      case "word" -> width;
      case "wide" -> 64;
      case "bits" -> high(width) - low(width) + 1;
      case "top" -> width - low(width);
      case "both" -> 2 * half(width);
      default -> throw new AssertionError(result);
    };
  }

  private static int high(int width) {
    return width - 1 - width / 5;
  }

  private static int low(int width) {
    return width / 3;
  }

  private static int half(int width) {
    return Math.min(width, 32);
  }

  @Override
  public String toString() {
    return right;
  }
}
