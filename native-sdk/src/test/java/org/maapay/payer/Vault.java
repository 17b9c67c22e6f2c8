package org.maapay.payer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The other end, written from the description of the envelope and not from the sealer. */
final class Vault {
  private final KeyPair institution;
  private final KeyPair oneTime;
  private final List<byte[]> tokens = new ArrayList<>();
  private final String sid;

  Vault(String sid) throws GeneralSecurityException {
    this.sid = sid;
    institution = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    oneTime = generator.generateKeyPair();
    var random = new SecureRandom();
    for (int i = 0; i < 10; i++) {
      var token = new byte[16];
      random.nextBytes(token);
      tokens.add(token);
    }
  }

  KeypadSealer sealer() {
    return new KeypadSealer(institution.getPublic(), new SecureRandom());
  }

  String institutionPem() {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(institution.getPublic().getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  KeypadSession session() throws GeneralSecurityException {
    // The last 65 octets of the encoding of a P-256 key are its point.
    var encoded = oneTime.getPublic().getEncoded();
    return session(Arrays.copyOfRange(encoded, encoded.length - 65, encoded.length));
  }

  KeypadSession session(byte[] point) throws GeneralSecurityException {
    var signature = Signature.getInstance("Ed25519");
    signature.initSign(institution.getPrivate());
    signature.update(point);
    signature.update(sid.getBytes(UTF_8));
    var cells = tokens.stream().map(Vault::base64).toList();
    return new KeypadSession(sid, cells, base64(point), base64(signature.sign()));
  }

  /** Opens {@code envelope} for {@code purpose} and returns the positions that were pressed. */
  List<Integer> open(String envelope, Purpose purpose) throws GeneralSecurityException {
    var json = new String(Base64.getUrlDecoder().decode(envelope), UTF_8);
    var key = key(group(json, "\"clientKey\":\"([^\"]+)\""));
    var bound =
        "maapay-keypad-v1|%s|%s|%s|%s|"
            .formatted(sid, purpose.payOrderNo(), purpose.payee(), purpose.amount());
    var all = new ByteArrayOutputStream();
    List<Integer> positions = new ArrayList<>();
    var presses = Pattern.compile("\\{\"n\":(\\d+),\"c\":\"([^\"]+)\"}").matcher(json);
    while (presses.find()) {
      int n = Integer.parseInt(presses.group(1));
      var sealed = Base64.getUrlDecoder().decode(presses.group(2));
      all.writeBytes(sealed);
      var token = opened(key, n, (bound + n).getBytes(UTF_8), sealed);
      for (int i = 0; i < tokens.size(); i++) {
        if (Arrays.equals(tokens.get(i), token)) {
          positions.add(i);
        }
      }
    }
    var aad = new ByteArrayOutputStream();
    aad.writeBytes((bound + "submit|" + positions.size()).getBytes(UTF_8));
    aad.writeBytes(all.toByteArray());
    opened(
        key,
        0xffffffffL,
        aad.toByteArray(),
        Base64.getUrlDecoder().decode(group(json, "\"seal\":\"([^\"]+)\"")));
    return positions;
  }

  private byte[] key(String clientKey) throws GeneralSecurityException {
    var octets = Base64.getUrlDecoder().decode(clientKey);
    var point =
        new ECPoint(
            new BigInteger(1, Arrays.copyOfRange(octets, 1, 33)),
            new BigInteger(1, Arrays.copyOfRange(octets, 33, 65)));
    var curve = ((ECPublicKey) oneTime.getPublic()).getParams();
    var agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(oneTime.getPrivate());
    agreement.doPhase(
        KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve)), true);
    var extracted = hmac(sid.getBytes(UTF_8), agreement.generateSecret());
    return hmac(extracted, "maapay-keypad-v1\u0001".getBytes(UTF_8));
  }

  private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(message);
  }

  private static byte[] opened(byte[] key, long n, byte[] aad, byte[] sealed)
      throws GeneralSecurityException {
    var iv = new byte[12];
    for (int i = 0; i < 4; i++) {
      iv[8 + i] = (byte) (n >> (24 - 8 * i));
    }
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, iv));
    cipher.updateAAD(aad);
    return cipher.doFinal(sealed);
  }

  private static String group(String json, String pattern) {
    var matcher = Pattern.compile(pattern).matcher(json);
    if (!matcher.find()) {
      throw new AssertionError("no " + pattern);
    }
    return matcher.group(1);
  }

  static String base64(byte[] octets) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }
}
