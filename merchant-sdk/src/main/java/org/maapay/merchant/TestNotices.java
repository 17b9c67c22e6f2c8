package org.maapay.merchant;

import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maapay.signature.ContentDigest;
import org.maapay.signature.FieldLines;
import org.maapay.signature.JdkSignatures;
import org.maapay.signature.MessageSigner;
import org.maapay.signature.Pem;
import org.maapay.signature.Request;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.signature.SignatureRules;
import org.maapay.signature.Signer;

/**
 * Makes callbacks as the platform would, for the tests of merchants: signed by a key of its own
 * that the {@link MaaPay} under test is told to trust.
 *
 * <pre>{@code
 * var notices = TestNotices.of("M10000001", clock);
 * var pay = notices.trustedBy(MaaPay.builder())....build();
 * pay.notices().parse(notices.paid(url, "C1", Amount.ofYuan("12.50")));
 * }</pre>
 */
public final class TestNotices {
  private static final String KEY_ID = "test-notices";
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  private final String merchantId;
  private final InstantSource clock;
  private final String publicKeyPem;
  private final Signer signer;
  private int count;

  private TestNotices(String merchantId, InstantSource clock, KeyPair pair) {
    this.merchantId = merchantId;
    this.clock = clock;
    this.publicKeyPem = Pem.of(pair.getPublic());
    this.signer = JdkSignatures.signer(KEY_ID, SignatureAlgorithm.ED25519, pair.getPrivate());
  }

  /** Makes callbacks for {@code merchantId}, dated by {@code clock}. */
  public static TestNotices of(String merchantId, InstantSource clock) {
    try {
      return new TestNotices(
          merchantId, clock, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException("Ed25519 is missing", everyJdkHasIt);
    }
  }

  /** Makes {@code builder} trust these callbacks. */
  public MaaPay.Builder trustedBy(MaaPay.Builder builder) {
    return builder.platformKey(KEY_ID, SignatureAlgorithm.ED25519, publicKeyPem);
  }

  /** The order was paid now. */
  public NoticeRequest paid(URI url, String merchantOrderNo, Amount orderAmount) {
    return signed(url, body(merchantOrderNo, orderAmount, "SUCCESS", clock.instant()));
  }

  /** The aggregate order was paid now, to {@code institution}. */
  public NoticeRequest paid(
      URI url, String merchantOrderNo, Amount orderAmount, Order.Institution institution) {
    return signed(
        url,
        body(merchantOrderNo, orderAmount, "SUCCESS", clock.instant())
            .put(
                "institution",
                new Json.Members(
                    Map.of(
                        "institutionCode", new Json.Text(institution.institutionCode()),
                        "name", new Json.Text(institution.name())))));
  }

  /** The order was closed unpaid. */
  public NoticeRequest closed(URI url, String merchantOrderNo, Amount orderAmount) {
    return signed(url, body(merchantOrderNo, orderAmount, "CLOSED", Instant.MIN));
  }

  /** A refund of a paid order ended with {@code status}. */
  public NoticeRequest refund(
      URI url,
      String merchantOrderNo,
      Amount orderAmount,
      Amount refundAmount,
      RefundStatus status) {
    var orderStatus =
        status == RefundStatus.FAILED
            ? "SUCCESS"
            : refundAmount.equals(orderAmount) ? "REFUNDED" : "PARTIALLY_REFUNDED";
    return signed(
        url,
        body(merchantOrderNo, orderAmount, orderStatus, clock.instant())
            .put("refundOrderNo", "R-" + merchantOrderNo + "-" + refundAmount.fen())
            .put("refundAmount", refundAmount.yuan())
            .put("refundStatus", status.name()));
  }

  /** The payer signed the mandate, or it has ended. */
  public NoticeRequest mandate(URI url, String merchantMandateNo, MandateStatus status) {
    return signed(
        url,
        new JsonWriter()
            .put("mandateNo", "M-" + merchantMandateNo)
            .put("merchantMandateNo", merchantMandateNo)
            .put("merchantId", merchantId)
            .put("merchantName", "Test")
            .put("mobileNo", "13800138000")
            .put("limitPerPayment", Amount.ofYuan("50").yuan())
            .put("limitPerDay", Amount.ofYuan("200").yuan())
            .put("mandateStatus", status.name()));
  }

  private JsonWriter body(String merchantOrderNo, Amount amount, String status, Instant paidAt) {
    boolean paid = !paidAt.equals(Instant.MIN);
    var now = clock.instant().atZone(SHANGHAI);
    return new JsonWriter()
        .put("merchantOrderNo", merchantOrderNo)
        .put("merchantName", "Test")
        .put("orderDate", DateTimeFormatter.BASIC_ISO_DATE.format(now.toLocalDate()))
        .put("orderAmount", amount.yuan())
        .put("merchantId", merchantId)
        .put("mobileNo", "13800138000")
        .put("paymentDate", paid ? DateTimeFormatter.BASIC_ISO_DATE.format(now.toLocalDate()) : "")
        .put("paymentTime", paid ? DateTimeFormatter.ofPattern("HHmmss").format(now) : "")
        .put("payOrderNo", "P-" + merchantOrderNo)
        .put("orderStatus", status);
  }

  private NoticeRequest signed(URI url, JsonWriter writer) {
    var body = writer.utf8();
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("Host", List.of(url.getRawAuthority()));
    headers.put("Content-Type", List.of("application/json"));
    headers.put("Content-Digest", List.of(ContentDigest.sha256(body)));
    headers.put("Notification-Id", List.of("N-" + ++count));
    var request = Request.to("POST", url, FieldLines.of(headers));
    new MessageSigner(SignatureRules.NOTICE, clock)
        .sign(request, signer)
        .asMap()
        .forEach((name, value) -> headers.put(name, List.of(value)));
    var path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    var target = url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    return new NoticeRequest("POST", target, headers, body);
  }

  @Override
  public String toString() {
    return "TestNotices[" + merchantId + ", " + KEY_ID + "]";
  }
}
