package org.maapay.payer;

/** ECDSA signatures: from the DER that key stores write to r and s, 32 octets each. */
final class EcSignature {
  private static final int HALF = 32;

  private EcSignature() {}

  static byte[] plain(byte[] der) {
    if (der.length < 8 || der[0] != 0x30 || der[1] != der.length - 2) {
      throw new IllegalArgumentException("not a P-256 signature in DER");
    }
    var plain = new byte[2 * HALF];
    int next = copy(der, 2, plain, 0);
    if (copy(der, next, plain, HALF) != der.length) {
      throw new IllegalArgumentException("not a P-256 signature in DER");
    }
    return plain;
  }

  /** Copies one INTEGER to the right end of its half; returns where it ended. */
  private static int copy(byte[] der, int at, byte[] plain, int half) {
    if (at + 2 > der.length || der[at] != 2 || at + 2 + der[at + 1] > der.length) {
      throw new IllegalArgumentException("not a P-256 signature in DER");
    }
    int end = at + 2 + der[at + 1];
    int from = at + 2;
    while (from < end && der[from] == 0) {
      from++;
    }
    if (end - from > HALF) {
      throw new IllegalArgumentException("not a P-256 signature in DER");
    }
    System.arraycopy(der, from, plain, half + HALF - (end - from), end - from);
    return end;
  }
}
