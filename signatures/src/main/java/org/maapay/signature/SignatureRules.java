package org.maapay.signature;

import java.util.ArrayList;
import java.util.List;

/**
 * What a kind of message must have signed, and with which parameters: the agreed wire, read by the
 * signing and by the checking side. Every constant is one kind of message.
 */
public final class SignatureRules {
  private static final String DIGEST = "\"content-digest\"";
  private static final List<String> TARGET =
      List.of("\"@method\"", "\"@authority\"", "\"@path\"", "\"@query\"");
  private static final List<String> ANSWERED =
      List.of(
          "\"@status\"",
          DIGEST,
          "\"@method\";req",
          "\"@authority\";req",
          "\"@path\";req",
          "\"@query\";req");
  private static final String BINDING = "\"signature\";req;key=\"sig1\"";

  /** A call at the merchant interface. */
  public static final SignatureRules REQUEST = call("maapay", "sig1", TARGET);

  /** The proof that the caller also holds the key it is registering, beside its {@code sig1}. */
  public static final SignatureRules NEXT_KEY = call("maapay-new-key", "sig2", TARGET);

  /** A callback to a merchant (C-3). */
  public static final SignatureRules NOTICE =
      call("maapay-notice", "sig1", plus(TARGET, "\"notification-id\""));

  /** The answer to a signed call; bound to that call, so its age says nothing. */
  public static final SignatureRules ANSWER = answer("maapay-answer", plus(ANSWERED, BINDING));

  /** The answer to an unsigned call: the list of the platform's keys. */
  public static final SignatureRules UNSIGNED_CALL_ANSWER = answer("maapay-answer", ANSWERED);

  /** A call to the clearing house. */
  public static final SignatureRules BANK = call("maapay-bank", "sig1", TARGET);

  /** The clearing house's answer. */
  public static final SignatureRules BANK_ANSWER =
      answer("maapay-bank-answer", plus(ANSWERED, BINDING));

  private final String tag;
  private final String label;
  private final boolean isCall;
  private final Covered withoutDigest;
  private final Covered withDigest;

  private SignatureRules(
      String tag, String label, boolean isCall, Covered withoutDigest, Covered withDigest) {
    this.tag = tag;
    this.label = label;
    this.isCall = isCall;
    this.withoutDigest = withoutDigest;
    this.withDigest = withDigest;
  }

  /** A list of components and its text, without parameters. */
  record Covered(List<Component> components, String text) {
    static Covered of(List<String> identifiers) {
      return new Covered(
          identifiers.stream().map(Component::named).toList(),
          "(" + String.join(" ", identifiers) + ")");
    }
  }

  /** Returns the value of the {@code tag} parameter. */
  public String tag() {
    return tag;
  }

  String label() {
    return label;
  }

  /** Whether a nonce must be there. */
  boolean hasNonce() {
    return isCall;
  }

  /** Whether {@code created} must be near now: always, unless a binding to the call does better. */
  boolean isFresh() {
    return isCall || !withoutDigest.text().contains(BINDING);
  }

  /** Returns what a signature on {@code message} has to cover. */
  Covered coveredOn(Message message) {
    if (message instanceof Response response) {
      return response.request().fields().values(ContentDigest.FIELD).isEmpty()
          ? withoutDigest
          : withDigest;
    }
    return message instanceof Request request && request.method().equals("GET")
        ? withoutDigest
        : withDigest;
  }

  private static SignatureRules call(String tag, String label, List<String> target) {
    return new SignatureRules(
        tag, label, true, Covered.of(target), Covered.of(plus(target, DIGEST)));
  }

  private static SignatureRules answer(String tag, List<String> answered) {
    return new SignatureRules(
        tag, "sig1", false, Covered.of(answered), Covered.of(plus(answered, DIGEST + ";req")));
  }

  private static List<String> plus(List<String> identifiers, String last) {
    var all = new ArrayList<>(identifiers);
    all.add(last);
    return List.copyOf(all);
  }
}
