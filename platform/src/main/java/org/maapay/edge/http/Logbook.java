package org.maapay.edge.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.maapay.edge.http.log.Interaction;
import org.maapay.edge.http.log.InteractionLog;
import org.maapay.edge.http.log.Masking;
import org.maapay.signature.VerificationKey;

/** Writes the row of a call: who, what, what came of it, and nothing secret (6.3.1-4). */
final class Logbook {
  private static final int LONGEST_PATH = 256;
  private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7e]");

  private final InteractionLog log;
  private final Listener listener;
  private final InstantSource clock;

  Logbook(InteractionLog log, Listener listener, InstantSource clock) {
    this.log = log;
    this.listener = listener;
    this.clock = clock;
  }

  void note(Exchange exchange, Reply reply, int status, long begunNanos) {
    var code = reply instanceof Problem problem ? problem.code().code() : null;
    var micros = (System.nanoTime() - begunNanos) / 1000;
    log.add(
        new Interaction(
            clock.instant(),
            exchange.incident,
            from(exchange),
            what(exchange),
            new Interaction.Ended(status, code, micros)));
  }

  private static Interaction.From from(Exchange exchange) {
    return new Interaction.From(
        exchange.caller instanceof Caller.Party party ? party.party() : null,
        exchange.key().map(VerificationKey::keyId).orElse(null),
        exchange.nonce().orElse(null),
        exchange.request.remoteAddress());
  }

  private Interaction.What what(Exchange exchange) {
    var request = exchange.request;
    var route = exchange.route;
    var body = exchange.loggable;
    return new Interaction.What(
        listener.name(),
        cut(request.method(), 16),
        // A path nobody serves may hold anything; it is shown without numbers of people.
        Masking.text(cut(request.path(), LONGEST_PATH)),
        route == null ? null : route.pattern(),
        body == null ? null : Masking.subject(body).orElse(null),
        body == null ? null : hash(request.body()),
        body == null ? "{}" : Masking.parameters(body));
  }

  /** None of an empty body, and none of a refused one: a hash of a card number gives it away. */
  private static @Nullable String hash(byte[] body) {
    if (body.length == 0) {
      return null;
    }
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no SHA-256", e);
    }
  }

  private static String cut(String text, int length) {
    var cut = text.substring(0, Math.min(text.length(), length));
    return isPrintable(cut) ? cut : UNPRINTABLE.matcher(cut).replaceAll("?");
  }

  private static boolean isPrintable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }
}
