package org.maapay.chatbot;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The language in which a person is spoken to. */
enum Speech {
  CHINESE,
  ENGLISH;

  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
  private static final Pattern LATIN = Pattern.compile("\\p{IsLatin}");

  String of(String chinese, String english) {
    return this == CHINESE ? chinese : english;
  }

  /** The language that somebody names, in whichever of the two. */
  static Optional<Speech> named(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "english", "英文", "英语", "en" -> Optional.of(ENGLISH);
      case "chinese", "中文", "汉语", "zh" -> Optional.of(CHINESE);
      default -> Optional.empty();
    };
  }

  /** The language of {@code text}; empty if it has no letters. */
  static Optional<Speech> in(String text) {
    return HAN.matcher(text).find()
        ? Optional.of(CHINESE)
        : Optional.of(ENGLISH).filter(_ -> LATIN.matcher(text).find());
  }
}
