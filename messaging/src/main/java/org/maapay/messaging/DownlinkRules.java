package org.maapay.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.maapay.messaging.Part.Chips;
import org.maapay.messaging.Part.Files;
import org.maapay.messaging.Part.Place;
import org.maapay.messaging.Part.Rich;
import org.maapay.messaging.Part.Text;
import org.maapay.messaging.card.CardRules;
import org.maapay.messaging.card.Violation;
import org.maapay.messaging.card.Violation.Rule;

/** What a message must obey before it leaves us. Paths begin at {@code $.parts} and so on. */
public final class DownlinkRules {
  public static final int TEXT_CHARACTERS = 2000;
  private static final int THUMBNAIL_BYTES = 200 * 1024;

  /**
   * A scheme, a host name or an address: whatever an SMS app would turn into a link. Amounts such
   * as 12.50 have digits alone after the dot.
   */
  private static final Pattern LINK =
      Pattern.compile(
          "(?i)[a-z][a-z0-9+.-]*://|[a-z0-9-]+[.．][a-z][a-z0-9-]+|(?:[0-9]{1,3}\\.){3}[0-9]{1,3}");

  private DownlinkRules() {}

  /** Returns every violation; an empty list lets the message go. */
  public static List<Violation> check(Downlink message) {
    var found = new ArrayList<Violation>();
    if (message.parts().isEmpty()) {
      found.add(new Violation("$.parts", Rule.TOO_FEW, "at least 1 part"));
    }
    for (int i = 0; i < message.parts().size(); i++) {
      var path = "$.parts[" + i + "]";
      switch (message.parts().get(i)) {
        case Text(var text) -> text(text, path + ".text", found);
        case Rich(var card) -> nested(CardRules.OWN.check(card), path, found);
        case Chips(var chips) -> nested(CardRules.OWN.check(chips), path, found);
        case Files(var files) -> files(files, path + ".files", found);
        case Place(_, _, var label) -> text(label, path + ".label", found);
      }
    }
    var sms = message.delivery().smsText();
    if (sms != null) {
      text(sms, "$.delivery.smsText", found);
      if (hasLink(sms)) {
        found.add(
            new Violation(
                "$.delivery.smsText", Rule.NOT_ALLOWED, "no link: an SMS is not private"));
      }
    }
    return List.copyOf(found);
  }

  /**
   * The same for an operator whose messages hold one content and chips under it, and who sends no
   * SMS by itself.
   */
  public static List<Violation> checkSingle(Downlink message) {
    var found = new ArrayList<>(check(message));
    var contents = message.parts().stream().filter(part -> !(part instanceof Chips)).toList();
    if (contents.size() != 1 || message.parts().getFirst() instanceof Chips) {
      found.add(
          new Violation(
              "$.parts", Rule.NOT_EXACTLY_ONE, "one content, then chips, has " + contents.size()));
    }
    return List.copyOf(found);
  }

  /** True if an SMS app would show a link in {@code text}. */
  public static boolean hasLink(String text) {
    return LINK.matcher(text).find();
  }

  private static void text(String text, String path, List<Violation> found) {
    int length = text.codePointCount(0, text.length());
    if (text.isBlank()) {
      found.add(new Violation(path, Rule.TOO_SHORT, "at least 1 character"));
    }
    if (length > TEXT_CHARACTERS) {
      found.add(
          new Violation(
              path, Rule.TOO_LONG, "at most " + TEXT_CHARACTERS + " characters, has " + length));
    }
  }

  private static void nested(List<Violation> inner, String path, List<Violation> found) {
    for (var violation : inner) {
      found.add(
          new Violation(
              path + violation.path().substring(1), violation.rule(), violation.detail()));
    }
  }

  private static void files(List<FileRef> files, String path, List<Violation> found) {
    if (files.isEmpty() || files.size() > 2) {
      found.add(
          new Violation(
              path,
              files.isEmpty() ? Rule.TOO_FEW : Rule.TOO_MANY,
              "a file and at most one thumbnail"));
    }
    for (int i = 0; i < files.size(); i++) {
      var file = files.get(i);
      if (file.role() == FileRef.Role.THUMBNAIL && file.bytes() > THUMBNAIL_BYTES) {
        found.add(
            new Violation(path + "[" + i + "]", Rule.TOO_LONG, "a thumbnail has at most 200 KB"));
      }
    }
  }
}
