package org.maapay.simulator.merchant;

import java.util.Locale;
import java.util.Optional;

/** A language that the shop speaks. */
enum Speech {
  CHINESE,
  ENGLISH;

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
}
