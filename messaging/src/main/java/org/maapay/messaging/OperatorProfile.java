package org.maapay.messaging;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is special about an operator, as data: how either side proves itself, what makes up for what
 * a proof leaves out, and what the operator can do. A host that asks {@link #gaps} knows what it
 * must switch on before it may trust an operator's word.
 *
 * @param name short, as in addresses and configuration
 * @param chatbotDomain what follows the {@code @} in the ids of its chatbots; null for any
 * @param downlink how we prove ourselves to it
 * @param uplink how it proves itself to us
 */
public record OperatorProfile(
    String name,
    Family family,
    @Nullable String chatbotDomain,
    Way downlink,
    Way uplink,
    Set<Feature> features) {
  public static final OperatorProfile UNICOM =
      new OperatorProfile(
          "unicom",
          Family.JSON_UT,
          "botplatform.rcs.chinaunicom.cn",
          new Way(Proof.ACCESS_TOKEN, Set.of(Makeup.TLS)),
          new Way(
              Proof.SIGNED_WITHOUT_BODY,
              Set.of(
                  Makeup.TIME_WINDOW,
                  Makeup.NONCE_BOUND_TO_BODY,
                  Makeup.EVENT_ONCE,
                  Makeup.ADDRESSES_OR_MUTUAL_TLS)),
          Set.of(
              Feature.SMS_FALLBACK,
              Feature.STORES,
              Feature.REVOKES,
              Feature.REPORTS_REVOCATION,
              Feature.KNOWS_OUR_IDS,
              Feature.SPAM_REPORTS,
              Feature.MEDIA_REVIEW,
              Feature.CHATBOT_REVIEW,
              Feature.MENU));

  public static final OperatorProfile TELECOM =
      new OperatorProfile(
          "telecom",
          Family.JSON_UT,
          "botplatform.rcs.vnet.cn",
          UNICOM.downlink,
          UNICOM.uplink,
          UNICOM.features);

  public static final OperatorProfile MOBILE =
      new OperatorProfile(
          "mobile",
          Family.XML_CM,
          "botplatform.rcs.chinamobile.com",
          new Way(Proof.DATED_DIGEST, Set.of(Makeup.TLS)),
          new Way(
              Proof.NONE,
              Set.of(Makeup.SECRET_PATH, Makeup.EVENT_ONCE, Makeup.ADDRESSES_OR_MUTUAL_TLS)),
          Set.of(
              Feature.SMS_FALLBACK,
              Feature.STORES,
              Feature.REVOKES,
              Feature.REPORTS_REVOCATION,
              Feature.KNOWS_OUR_IDS,
              Feature.MEDIA_REVIEW));

  public static final OperatorProfile GSMA =
      new OperatorProfile(
          "gsma",
          Family.GSMA,
          null,
          new Way(Proof.BEARER, Set.of(Makeup.TLS)),
          new Way(Proof.BEARER, Set.of(Makeup.EVENT_ONCE, Makeup.ADDRESSES_OR_MUTUAL_TLS)),
          Set.of(
              Feature.CAPABILITY,
              Feature.STORES,
              Feature.REVOKES,
              Feature.REPORTS_REVOCATION,
              Feature.MEDIA_REVIEW));

  public static final OperatorProfile RBM =
      new OperatorProfile(
          "rbm",
          Family.RBM,
          "rbm.goog",
          new Way(Proof.ACCESS_TOKEN, Set.of(Makeup.TLS)),
          new Way(Proof.SIGNED_BODY, Set.of(Makeup.EVENT_ONCE)),
          Set.of(
              Feature.CAPABILITY,
              Feature.STORES,
              Feature.REVOKES,
              Feature.KNOWS_OUR_IDS,
              Feature.SUBSCRIPTIONS,
              Feature.CHATBOT_REVIEW));

  private static final Map<String, OperatorProfile> KNOWN =
      Map.of("unicom", UNICOM, "telecom", TELECOM, "mobile", MOBILE, "gsma", GSMA, "rbm", RBM);

  public OperatorProfile {
    features = Set.copyOf(features);
  }

  public static Optional<OperatorProfile> of(String name) {
    return Optional.ofNullable(KNOWN.get(name));
  }

  public static List<OperatorProfile> all() {
    return List.of(UNICOM, TELECOM, MOBILE, GSMA, RBM);
  }

  public boolean can(Feature feature) {
    return features.contains(feature);
  }

  /** What the uplink needs switched on by the host, beyond what this library does by itself. */
  public Set<Makeup> gaps() {
    return uplink.makeups().contains(Makeup.ADDRESSES_OR_MUTUAL_TLS)
        ? Set.of(Makeup.ADDRESSES_OR_MUTUAL_TLS)
        : Set.of();
  }

  /** The wire family that it speaks. */
  public enum Family {
    JSON_UT,
    XML_CM,
    GSMA,
    RBM
  }

  /** One direction: the proof of who speaks, and what makes up for what it leaves out. */
  public record Way(Proof proof, Set<Makeup> makeups) {
    public Way {
      makeups = Set.copyOf(makeups);
    }

    /** True if nobody between can change what is said without being noticed. */
    public boolean coversContent() {
      return proof == Proof.SIGNED_BODY;
    }
  }

  /** How a side proves itself. */
  public enum Proof {
    /** A token that is issued for a secret or a signed assertion, and ends after a while. */
    ACCESS_TOKEN,
    /** A digest of the secret and the date; it can be used again while the date is believed. */
    DATED_DIGEST,
    /** A secret that goes along every time. */
    BEARER,
    /** A signature over token, time and nonce: it says who speaks, not what. */
    SIGNED_WITHOUT_BODY,
    /** A signature over all that is said. */
    SIGNED_BODY,
    NONE
  }

  /** What makes up for a gap in a proof. */
  public enum Makeup {
    /** We check the operator's certificate, and it sees our secret through TLS alone. */
    TLS,
    /** The operator's addresses or client certificates alone are admitted; the host sets which. */
    ADDRESSES_OR_MUTUAL_TLS,
    /** The callback address holds a secret. */
    SECRET_PATH,
    /** What is older or newer than some minutes is refused. */
    TIME_WINDOW,
    /** A nonce comes again only with the body it came with first. */
    NONCE_BOUND_TO_BODY,
    /** An event has its effect once, however often it comes. */
    EVENT_ONCE
  }

  /** What the operator can do. */
  public enum Feature {
    /** It says whether a handset takes 5G messages before anything is sent. */
    CAPABILITY,
    /** It sends an SMS itself where a handset takes no 5G message. */
    SMS_FALLBACK,
    /** It keeps messages for handsets that are off. */
    STORES,
    REVOKES,
    /** It reports whether a message came back; elsewhere the answer to the call says so. */
    REPORTS_REVOCATION,
    /** A message that is sent again under its id is sent once. */
    KNOWS_OUR_IDS,
    /** It passes on what users complain of. */
    SPAM_REPORTS,
    /** It tells when a user wants no more messages. */
    SUBSCRIPTIONS,
    MEDIA_REVIEW,
    CHATBOT_REVIEW,
    /** The chatbot sets its menu by a call. */
    MENU
  }
}
