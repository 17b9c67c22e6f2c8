package org.maapay.institutions.maapay;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.maapay.kernel.Money;

/**
 * How another MaaPay is reached, and what was agreed with it at admission.
 *
 * @param baseUrl its merchant interface, without {@code /v1}
 * @param merchantId what we are called there
 * @param keyId our key there; {@code privateKeyPem} is its secret half (Ed25519)
 * @param rootKeyPem its root key, by which the keys that it signs with are believed
 * @param noticeUrl where it reports to
 * @param mostPerPayment what it takes at most for one order; no limit if absent
 * @param timeout after which what became of a call is unknown
 */
public record MaaPaySettings(
    URI baseUrl,
    String merchantId,
    String keyId,
    String privateKeyPem,
    String rootKeyPem,
    URI noticeUrl,
    @Nullable Money mostPerPayment,
    Duration timeout) {
  /** Without the key. */
  @Override
  public String toString() {
    return "MaaPaySettings[" + merchantId + " at " + baseUrl + "]";
  }
}
