package org.maapay.simulator.terminal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.maapay.messaging.Bytes;
import org.maapay.simulator.http.Reply;

/** A picture for a chatbot that brought none: its own colour and pattern, the same every time. */
final class Logo {
  static final Pattern PATH = Pattern.compile("/logo/([0-9A-Za-z]{1,32})\\.svg");

  private static final List<String> COLOURS =
      List.of("#1456f0", "#0f7b52", "#a85a06", "#8a3ffc", "#0e7490", "#b4235f");

  private Logo() {}

  /** The path of a chatbot's logo. */
  static String path(String chatbotId) {
    return "/logo/"
        + chatbotId.replaceFirst("^sip:", "").replaceFirst("@.*", "").replaceAll("[^0-9A-Za-z]", "")
        + ".svg";
  }

  static Reply draw(String id) {
    int hash = Math.floorMod(id.hashCode() * 31, 1 << 16);
    var colour = COLOURS.get(hash % COLOURS.size());
    int turn = hash / 7 % 360;
    var svg =
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">
        <rect width="48" height="48" rx="24" fill="%s"/>
        <g fill="none" stroke="#fff" stroke-width="2.5" stroke-linecap="round" transform="rotate(%d 24 24)">
        <path d="M13 24c4-6 8-6 11 0s7 6 11 0"/>
        <path d="M15 32c3-4 6-4 9 0s6 4 9 0" opacity=".6"/>
        <circle cx="24" cy="14" r="3.5"/>
        </g></svg>
        """
            .formatted(colour, turn % 40 - 20);
    return new Reply.Whole(
        200,
        Map.of("content-type", "image/svg+xml", "cache-control", "public, max-age=86400"),
        Bytes.of(svg.getBytes(StandardCharsets.UTF_8)));
  }
}
