package org.maapay.edge.cashier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.maapay.edge.cashier.Counter.Said;
import org.maapay.order.PaymentOrder;

/** A handset with an SDK, written from the interface's description and sharing no code with it. */
final class TestHandset {
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  final String device;
  final KeyPair proofKey;
  final KeyPair deviceKey;
  private final Counter counter;
  String session = "";
  String sessionId = "";

  TestHandset(Counter counter) throws GeneralSecurityException {
    this(counter, random(), pair());
  }

  private TestHandset(Counter counter, String device, KeyPair deviceKey)
      throws GeneralSecurityException {
    this.counter = counter;
    this.device = device;
    this.proofKey = pair();
    this.deviceKey = deviceKey;
  }

  /** The same handset when its SDK was started anew. */
  TestHandset again() throws GeneralSecurityException {
    return new TestHandset(counter, device, deviceKey);
  }

  /** Opens {@code token}; what comes back is the order or why not. */
  Said open(String token) {
    var body =
        "{\"token\":\"%s\",\"device\":\"%s\",\"proofKey\":\"%s\",\"risk\":[\"DEBUGGER\"]}"
            .formatted(token, device, TEXT.encodeToString(proofKey.getPublic().getEncoded()));
    var said = counter.post("/cashier/v1/sdk-sessions", body, Map.of());
    if (said.code().isEmpty()) {
      session = said.text("session");
      sessionId = said.text("sessionId");
    }
    return said;
  }

  /** A call of the session, proved by the handset's key. */
  Said post(String path, String body) throws GeneralSecurityException {
    return counter.post(path, body, headers(path, body));
  }

  Map<String, String> headers(String path, String body) throws GeneralSecurityException {
    var digest = MessageDigest.getInstance("SHA-256").digest(body.getBytes(UTF_8));
    var text =
        String.join("|", "maapay-proof-v1", sessionId, "POST", path, TEXT.encodeToString(digest));
    var headers = new HashMap<String, String>();
    headers.put("Authorization", "Bearer " + session);
    headers.put("MaaPay-Proof", sign(proofKey, text));
    return headers;
  }

  Said payByPassword(PaymentOrder order, String password) throws Exception {
    var ticket = post("/cashier/v1/keypads", "{\"methodId\":\"balance\"}").text("ticket");
    return payWith(counter.typed(ticket, order, password));
  }

  Said payWith(String envelope) throws GeneralSecurityException {
    return post(
        "/cashier/v1/payments", "{\"methodId\":\"balance\",\"envelope\":\"" + envelope + "\"}");
  }

  String challenge() throws GeneralSecurityException {
    return post("/cashier/v1/challenges", "{\"methodId\":\"balance\"}").text("challenge");
  }

  Said payBySignature(String challenge, String signature) throws GeneralSecurityException {
    var body =
        "{\"methodId\":\"balance\",\"device\":{\"keyId\":\"%s\",\"challenge\":\"%s\",\"signature\":\"%s\"}}"
            .formatted(device, challenge, signature);
    return post("/cashier/v1/payments", body);
  }

  /** Signs what the handset shows: this order, this payee, this amount. */
  String signed(String challenge, PaymentOrder order) throws GeneralSecurityException {
    return signed(challenge, order, order.wish().amount().toString());
  }

  String signed(String challenge, PaymentOrder order, String amount)
      throws GeneralSecurityException {
    return sign(
        deviceKey,
        String.join(
            "|",
            "maapay-device-v1",
            challenge,
            order.payOrderNo().value(),
            order.wish().merchantName(),
            amount));
  }

  Said enrol(String enrolment) throws GeneralSecurityException {
    return enrol(enrolment, deviceKey);
  }

  Said enrol(String enrolment, KeyPair signer) throws GeneralSecurityException {
    var body =
        "{\"enrolment\":\"%s\",\"label\":\"测试手机\",\"handset\":{\"keyId\":\"%s\",\"publicKey\":\"%s\",\"signature\":\"%s\"}}"
            .formatted(
                enrolment,
                device,
                TEXT.encodeToString(deviceKey.getPublic().getEncoded()),
                sign(signer, "maapay-enrol-v1|" + enrolment));
    return post("/cashier/v1/devices", body);
  }

  static String sign(KeyPair pair, String text) throws GeneralSecurityException {
    var signer = Signature.getInstance("SHA256withECDSAinP1363Format");
    signer.initSign(pair.getPrivate());
    signer.update(text.getBytes(UTF_8));
    return TEXT.encodeToString(signer.sign());
  }

  static KeyPair pair() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static String random() {
    var octets = new byte[16];
    new SecureRandom().nextBytes(octets);
    return TEXT.encodeToString(octets);
  }
}
