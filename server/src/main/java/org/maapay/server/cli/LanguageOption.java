package org.maapay.server.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** In which language a command prints: {@code --lang zh} or {@code --lang en}. */
final class LanguageOption {
  /** The languages of the product. */
  enum Language {
    ZH,
    EN
  }

  @Option(
      names = "--lang",
      paramLabel = "zh|en",
      description = {
        "Language of what is printed; by default the system's, English if that is neither.",
        "输出语言，默认随系统。"
      })
  private @Nullable Language language;

  /** The one of the two texts that is to be printed. */
  String text(String zh, String en) {
    return isChinese() ? zh : en;
  }

  private boolean isChinese() {
    return language == null
        ? Locale.getDefault().getLanguage().equals("zh")
        : language == Language.ZH;
  }
}
