package org.maapay.messaging.card;

import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Shortens a text for a place with a limit. It cuts between whole characters as people see them,
 * and never inside an amount or another number: a price that lost its last digits is another price.
 */
public final class Ellipsis {
  private static final String SIGN = "…";
  private static final Pattern CHARACTER = Pattern.compile("\\X");
  private static final Pattern AMOUNT =
      Pattern.compile(
          "(?:人民币|[¥￥$€]|RMB|CNY)?\\s?[+-]?[¥￥$€]?"
              + "(?:[\\p{Nd}*]+(?:[.,:．，-][\\p{Nd}*]+)*|[零〇一二三四五六七八九十百千两壹贰叁肆伍陆柒捌玖拾佰仟]+(?=[万亿]?[元块圆]))"
              + "\\s?[万亿]{0,2}(?:\\s?(?:元整|元|圆整|圆|块|角|分|%|％))?");

  private Ellipsis() {}

  /**
   * Returns {@code text}, or its beginning and an ellipsis, in at most {@code limit} code points.
   */
  public static String toCharacters(String text, int limit) {
    return shorten(text, limit, part -> part.codePointCount(0, part.length()));
  }

  /**
   * Returns {@code text}, or its beginning and an ellipsis, in at most {@code limit} UTF-8 bytes.
   */
  public static String toBytes(String text, int limit) {
    return shorten(text, limit, part -> part.getBytes(StandardCharsets.UTF_8).length);
  }

  /**
   * A button's words: 8 Chinese characters, so that both readings of the 25-character limit hold.
   */
  public static String toButton(String text) {
    return toBytes(text, CardRules.OWN_DISPLAY_BYTES);
  }

  private static String shorten(String text, int limit, Measure measure) {
    if (measure.of(text) <= limit) {
      return text;
    }
    int room = limit - measure.of(SIGN);
    int end = wholeWhile(text, head -> measure.of(head) <= room);
    var kept = text.substring(0, beforeAmount(text, end)).stripTrailing();
    return room < 0 ? kept : kept + SIGN;
  }

  /**
   * The last place, not after {@code cut}, at which {@code text} can be cut inside no character and
   * no amount; 0 if there is none.
   */
  public static int wholeBefore(String text, int cut) {
    return beforeAmount(text, wholeWhile(text, head -> head.length() <= cut));
  }

  private static int wholeWhile(String text, Predicate<String> fits) {
    int end = 0;
    var characters = CHARACTER.matcher(text);
    while (characters.find() && fits.test(text.substring(0, characters.end()))) {
      end = characters.end();
    }
    return end;
  }

  private static int beforeAmount(String text, int cut) {
    var amounts = AMOUNT.matcher(text);
    while (amounts.find() && amounts.start() < cut) {
      if (amounts.end() > cut) {
        return amounts.start();
      }
    }
    return cut;
  }

  private interface Measure {
    int of(String part);
  }
}
