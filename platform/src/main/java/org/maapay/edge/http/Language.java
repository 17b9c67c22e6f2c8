package org.maapay.edge.http;

import java.util.Locale;

/** The languages in which a problem names itself. */
public enum Language {
  ENGLISH("en"),
  CHINESE("zh-CN");

  private final String tag;

  Language(String tag) {
    this.tag = tag;
  }

  /** The tag for {@code Content-Language}. */
  public String tag() {
    return tag;
  }

  /** Chinese if {@code Accept-Language} names it first, else English. */
  public static Language of(Headers headers) {
    var wanted = headers.first("accept-language").orElse("").strip().toLowerCase(Locale.ROOT);
    return wanted.startsWith("zh") ? CHINESE : ENGLISH;
  }
}
