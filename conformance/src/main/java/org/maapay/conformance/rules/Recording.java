package org.maapay.conformance.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.maapay.conformance.report.Sequence;
import org.maapay.conformance.report.Sequence.Step;
import org.maapay.conformance.target.Stage;
import tools.jackson.databind.JsonNode;

/** Everything that went over the wires while a user acted, in the order in which it began. */
final class Recording {
  private static final String PLATFORM = "MaaPay";

  private final List<Message> messages;

  /** One message: which wire, who to whom, and all its text. */
  record Message(Instant at, String link, String from, String to, String what, String text) {
    boolean is(String wire, String... words) {
      return link.equals(wire) && List.of(words).stream().allMatch(text::contains);
    }

    /** Whether a person's handset gets it. */
    boolean reachesHandset() {
      return to.contains("****");
    }
  }

  /** A step of the standard's sequence: what it says, and how its message is known. */
  record Expected(String step, Predicate<Message> fits) {}

  private Recording(List<Message> messages) {
    this.messages = List.copyOf(messages);
  }

  /**
   * What the handset's drawer saw after {@code position}, and the platform's own account of the
   * order.
   */
  static Recording since(Stage stage, long position, String payOrderNo) {
    var all = new ArrayList<Message>();
    stage.handset().wireAtRest(position).forEach(record -> all.add(message(record)));
    var payer = masked(stage.payer().mobileNo());
    var ahead = stage.sandbox().ahead();
    for (var event : stage.sandbox().timeline(payOrderNo).ok().json().path("events")) {
      var kind = event.path("kind").asString();
      var at = Instant.parse(event.path("at").asString()).minus(ahead);
      switch (kind) {
        case "ATTEMPT" -> all.add(new Message(at, "BOOKS", payer, PLATFORM, "在支付页面确认支付", kind));
        case "PAID" -> all.add(new Message(at, "BOOKS", PLATFORM, PLATFORM, "验证通过，支付成功", kind));
        default -> {}
      }
    }
    // An attempt that is paid at once has the same instant as the payment.
    all.sort(Comparator.comparing(Message::at).thenComparing(m -> m.text().equals("PAID")));
    return new Recording(all);
  }

  private static String masked(String mobileNo) {
    return mobileNo.substring(0, 3) + "****" + mobileNo.substring(7);
  }

  private static Message message(JsonNode record) {
    var method = record.path("method").asString("");
    var url =
        record
            .path("url")
            .asString("")
            .replaceFirst("^https?://[^/]*", "")
            .replaceFirst("\\?.*", "");
    var link = record.path("link").asString("");
    var text =
        String.join(
            "\n",
            method,
            url,
            record.path("requestBody").asString(""),
            record.path("responseBody").asString(""));
    var what = what(link, method + " " + url, text) + status(record);
    return new Message(
        Instant.parse(record.path("at").asString()),
        link,
        record.path("from").asString(""),
        record.path("to").asString(""),
        what,
        text);
  }

  private static String what(String link, String request, String text) {
    if (link.equals("CARD")) {
      return cardTitle(text);
    } else if (request.contains("/messageNotification/")) {
      return "上行消息";
    } else if (link.equals("SDK") && request.endsWith("/sdk-sessions")) {
      return "拉起支付机构 SDK";
    } else if (link.equals("OPERATOR") && request.endsWith("/messages")) {
      return "下行消息";
    }
    return request;
  }

  private static String status(JsonNode record) {
    return record.path("link").asString("").equals("CARD")
        ? ""
        : " → " + record.path("status").asInt();
  }

  /** A card's first title, or the beginning of a text. */
  private static String cardTitle(String text) {
    var title =
        java.util.regex.Pattern.compile("\"(?:title|displayText|content)\"\\s*:\\s*\"([^\"]{1,40})")
            .matcher(text);
    return title.find() ? title.group(1) : "消息";
  }

  /** Demands that the expected messages were sent in this order, each after the one before. */
  void follows(List<Expected> expected) {
    int next = 0;
    for (var message : messages) {
      if (next < expected.size() && expected.get(next).fits().test(message)) {
        next++;
      }
    }
    if (next < expected.size()) {
      throw new AssertionError(
          "step not found in its place: " + expected.get(next).step() + "\nrecorded:\n" + this);
    }
  }

  /** How many messages are of this kind. */
  long count(Predicate<Message> kind) {
    return messages.stream().filter(kind).count();
  }

  /** From the first message of one kind to the first of another after it. */
  Duration between(Predicate<Message> from, Predicate<Message> to) {
    var begin = messages.stream().filter(from).findFirst().orElseThrow();
    var end =
        messages.stream()
            .filter(to)
            .filter(m -> !m.at().isBefore(begin.at()))
            .findFirst()
            .orElseThrow();
    return Duration.between(begin.at(), end.at());
  }

  /** The user on the left, the platform on the right, and institutions besides beyond it. */
  private List<String> parties() {
    var institutions =
        messages.stream()
            .filter(m -> m.link().equals("INSTITUTION"))
            .flatMap(m -> Stream.of(m.from(), m.to()))
            .filter(party -> !party.equals(PLATFORM))
            .collect(Collectors.toSet());
    return messages.stream()
        .flatMap(m -> Stream.of(m.from(), m.to()))
        .distinct()
        .sorted(Comparator.comparingInt(party -> institutions.contains(party) ? 4 : place(party)))
        .toList();
  }

  private static int place(String party) {
    return party.contains("****")
        ? 0
        : party.equals(PLATFORM) ? 3 : party.matches("[a-z]+") ? 1 : 2;
  }

  /** For the report. */
  Sequence sequence(String title) {
    var first = messages.isEmpty() ? Instant.EPOCH : messages.getFirst().at();
    return new Sequence(
        title,
        parties(),
        messages.stream()
            // Reports and pictures are not steps of the standard.
            .filter(m -> !m.is("OPERATOR", "/deliveryNotification/"))
            .filter(m -> !m.is("OPERATOR", "/medias/"))
            .map(m ->
                new Step(m.from(), m.to(), Duration.between(first, m.at()).toMillis(), m.what()))
            .toList());
  }

  @Override
  public String toString() {
    var lines = new StringBuilder();
    messages.forEach(
        m -> lines.append("  %s %s -> %s: %s%n".formatted(m.link(), m.from(), m.to(), m.what())));
    return lines.toString();
  }
}
