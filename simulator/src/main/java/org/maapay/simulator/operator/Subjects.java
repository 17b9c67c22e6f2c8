package org.maapay.simulator.operator;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds the order that a message is about, by the pay link in it. */
public final class Subjects {
  private static final Pattern PAY_LINK =
      Pattern.compile("/pay/([0-9A-Za-z_-]{6,32})(?:[?\"/#]|$)");

  private Subjects() {}

  public static @Nullable String of(JsonNode content) {
    return of(content.toString());
  }

  public static @Nullable String of(String content) {
    var link = PAY_LINK.matcher(content);
    return link.find() ? link.group(1) : null;
  }
}
