package org.maapay.payer;

import java.util.List;

/**
 * One use of the secure keypad as the vault opened it.
 *
 * @param sid names the session
 * @param cells the token of each cell in the order of the cells: base64url of 16 random octets
 *     which stand for a digit that only the vault knows
 * @param serverKey the vault's one-time key: base64url of an uncompressed P-256 point, 65 octets
 * @param serverKeySignature base64url of the institution's Ed25519 signature over that point and
 *     the session's name
 */
public record KeypadSession(
    String sid, List<String> cells, String serverKey, String serverKeySignature) {
  static final int CELLS = 10;

  public KeypadSession {
    cells = List.copyOf(cells);
    if (!isPlain(sid)) {
      throw new IllegalArgumentException("not the name of a keypad session");
    }
    if (cells.size() != CELLS) {
      throw new IllegalArgumentException("a keypad has ten cells");
    }
  }

  /** The name goes into JSON as it is. */
  private static boolean isPlain(String sid) {
    return !sid.isEmpty()
        && sid.chars()
            .allMatch(c -> (c < 128 && Character.isLetterOrDigit(c)) || c == '-' || c == '_');
  }

  @Override
  public String toString() {
    return "KeypadSession[" + sid + "]";
  }
}
