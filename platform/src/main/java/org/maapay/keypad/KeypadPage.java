package org.maapay.keypad;

import java.time.Instant;
import java.util.List;

/**
 * What the page of an opened keypad gets: cells without digits, a picture, and a key to seal for.
 *
 * @param cells ten tokens, base64url of 16 octets, in the order of the cells
 * @param sprite the ten cells side by side as a PNG in a data URL, transparency alone
 * @param serverKey base64url of the session's P-256 point, uncompressed
 * @param serverKeySignature base64url of the institution's Ed25519 signature over point and sid
 */
public record KeypadPage(
    String sid,
    List<String> cells,
    String sprite,
    String serverKey,
    String serverKeySignature,
    Instant expiresAt) {
  /** Digits of a payment password. */
  public static final int LENGTH = 6;

  /** How long a ticket or a session lives. */
  public static final int LIFE_SECONDS = 120;

  public KeypadPage {
    cells = List.copyOf(cells);
  }
}
