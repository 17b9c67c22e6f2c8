package org.maapay.edge.http;

import java.util.Locale;

/** The media type that interfaces take: JSON in UTF-8. */
final class MediaType {
  private MediaType() {}

  static boolean isJson(String contentType) {
    var parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
    if (!parts[0].strip().equals("application/json")) {
      return false;
    }
    for (int i = 1; i < parts.length; i++) {
      var parameter = parts[i].strip().replace("\"", "");
      if (!parameter.equals("charset=utf-8")) {
        return false;
      }
    }
    return true;
  }
}
