package org.maapay.chatbot;

import java.util.Locale;
import java.util.regex.Pattern;

/** The words by which somebody wants no more of what he was sent, or wants it again. */
final class Ending {
  private static final Pattern CHINESE =
      Pattern.compile("(?:回复?|发送)?(?:TD|T|R|退订|拒收|取消订阅|不再接收)(?:退订|拒收)?");
  private static final Pattern ENGLISH = Pattern.compile("STOP|STOP ?ALL|UNSUBSCRIBE|END|QUIT");
  private static final Pattern AGAIN = Pattern.compile("(?:回复)?恢复(?:接收)?");
  private static final Pattern ENGLISH_AGAIN = Pattern.compile("START|UNSTOP");
  private static final Pattern AROUND = Pattern.compile("^[^\\p{L}]+|[^\\p{L}]+$");

  private static final int FULL_WIDTH = 0xFF01;

  private Ending() {}

  /** Whether that is all {@code text} says, however it is written. */
  static boolean is(String text) {
    var plain = plain(text);
    return CHINESE.matcher(plain).matches() || ENGLISH.matcher(plain).matches();
  }

  /** Whether that is all {@code text} says: that he wants it again. */
  static boolean isUndone(String text) {
    var plain = plain(text);
    return AGAIN.matcher(plain).matches() || ENGLISH_AGAIN.matcher(plain).matches();
  }

  /** T and TD stand for Chinese words and are no English. */
  static boolean isEnglish(String text) {
    var plain = plain(text);
    return ENGLISH.matcher(plain).matches() || ENGLISH_AGAIN.matcher(plain).matches();
  }

  private static String plain(String text) {
    var narrow =
        text.codePoints()
            .map(Ending::narrow)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
    return AROUND.matcher(narrow.toString().toUpperCase(Locale.ROOT)).replaceAll("");
  }

  /** A letter of full width, as a Chinese keyboard may write it, is the letter. */
  private static int narrow(int sign) {
    return sign >= FULL_WIDTH && sign <= FULL_WIDTH + ('~' - '!') ? sign - FULL_WIDTH + '!' : sign;
  }
}
