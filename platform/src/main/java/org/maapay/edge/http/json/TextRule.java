package org.maapay.edge.http.json;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a text field may hold. Control characters and bidirectional controls are refused in all of
 * them: they make a name look like another on a payer's screen.
 */
public record TextRule(
    int min, int max, @Nullable Pattern pattern, String expectation, boolean manyLines) {
  /** Forms of the platform's numbers and of names, so that value types accept a stand-in. */
  private static final List<String> STAND_INS =
      List.of(
          "", "0", "0000", "AA", "aa", "0".repeat(31), "R" + "0".repeat(31), "U" + "0".repeat(20));

  /** One to {@code max} characters (Unicode code points). */
  public static TextRule upTo(int max) {
    return between(1, max);
  }

  /** {@code min} to {@code max} characters (Unicode code points). */
  public static TextRule between(int min, int max) {
    return new TextRule(min, max, null, "must have " + min + " to " + max + " characters", false);
  }

  /** The whole text matches {@code pattern}; {@code expectation} says so to people. */
  public static TextRule matching(Pattern pattern, String expectation) {
    return new TextRule(0, Integer.MAX_VALUE, pattern, expectation, false);
  }

  /** This rule, with line breaks allowed: for PEM. */
  public TextRule onManyLines() {
    return new TextRule(min, max, pattern, expectation, true);
  }

  /** Something harmless that obeys the rule where one of the usual forms does, else empty. */
  String standIn() {
    return STAND_INS.stream().filter(text -> objection(text).isEmpty()).findFirst().orElse("");
  }

  /** What is wrong with {@code text}, if anything. */
  Optional<String> objection(String text) {
    var length = text.codePointCount(0, text.length());
    if (length < min || length > max || (pattern != null && !pattern.matcher(text).matches())) {
      return Optional.of(expectation);
    }
    return holdsRefused(text)
        ? Optional.of("must not hold control or bidirectional characters")
        : Optional.empty();
  }

  private boolean holdsRefused(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (isRefused(c) && !(manyLines && isLineBreak(c))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLineBreak(int c) {
    return c == '\n' || c == '\r';
  }

  /** Whether a character may not stand in a text: control, bidirectional, invisible, unassigned. */
  private static boolean isRefused(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      // Emoji are joined by U+200D; every other invisible format character only misleads.
      case Character.FORMAT -> c != 0x200d;
      case Character.UNASSIGNED, Character.SURROGATE, Character.PRIVATE_USE -> true;
      default -> false;
    };
  }
}
