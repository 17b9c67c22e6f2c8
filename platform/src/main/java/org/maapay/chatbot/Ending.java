package org.maapay.chatbot;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** The words by which somebody wants no more of what he was sent. */
final class Ending {
  private static final Pattern CHINESE =
      Pattern.compile("(?:回复?|发送)?(?:TD|T|R|退订|拒收|取消订阅|不再接收)(?:退订|拒收)?");
  private static final Pattern ENGLISH = Pattern.compile("STOP|STOP ?ALL|UNSUBSCRIBE|END|QUIT");
  private static final Pattern AROUND = Pattern.compile("^[^\\p{L}]+|[^\\p{L}]+$");

  private Ending() {}

  /** Whether that is all {@code text} says, however it is written. */
  static boolean is(String text) {
    var plain = plain(text);
    return CHINESE.matcher(plain).matches() || ENGLISH.matcher(plain).matches();
  }

  /** T and TD stand for Chinese words and are no English. */
  static boolean isEnglish(String text) {
    return ENGLISH.matcher(plain(text)).matches();
  }

  private static String plain(String text) {
    var narrow = Normalizer.normalize(text, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
    return AROUND.matcher(narrow).replaceAll("");
  }
}
