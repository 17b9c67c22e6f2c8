package org.maapay.keypad;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The page's side of the keypad, written from its description and sharing no code with the vault.
 */
final class Typist {
  private static final Base64.Encoder OUT = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder IN = Base64.getUrlDecoder();

  private final KeypadPage page;
  private final String prefix;
  private final byte[] key;
  private final byte[] clientKey;

  Typist(KeypadPage page, String order, String payee, String amount)
      throws GeneralSecurityException {
    this.page = page;
    this.prefix = String.join("|", "maapay-keypad-v1", page.sid(), order, payee, amount) + "|";
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    var pair = generator.generateKeyPair();
    var mine = (ECPublicKey) pair.getPublic();
    var server = IN.decode(page.serverKey());
    var theirs =
        KeyFactory.getInstance("EC")
            .generatePublic(
                new ECPublicKeySpec(
                    new ECPoint(
                        new BigInteger(1, server, 1, 32), new BigInteger(1, server, 33, 32)),
                    mine.getParams()));
    var agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(pair.getPrivate());
    agreement.doPhase(theirs, true);
    this.key = derived(agreement.generateSecret(), page.sid());
    this.clientKey =
        ByteBuffer.allocate(65)
            .put((byte) 4)
            .put(fixed(mine.getW().getAffineX()))
            .put(fixed(mine.getW().getAffineY()))
            .array();
  }

  /** Presses cells; -1 takes the last press back. */
  String type(int... cells) throws GeneralSecurityException {
    var numbers = new ArrayList<Integer>();
    var sealed = new ArrayList<byte[]>();
    int next = 0;
    for (int cell : cells) {
      if (cell < 0) {
        numbers.removeLast();
        sealed.removeLast();
      } else {
        numbers.add(next);
        sealed.add(seal(next, (prefix + next).getBytes(UTF_8), IN.decode(page.cells().get(cell))));
        next++;
      }
    }
    return envelope(numbers, sealed);
  }

  private String envelope(List<Integer> numbers, List<byte[]> sealed)
      throws GeneralSecurityException {
    var aad = new ByteArrayOutputStream();
    aad.writeBytes((prefix + "submit|" + sealed.size()).getBytes(UTF_8));
    sealed.forEach(aad::writeBytes);
    var presses = new ArrayList<String>();
    for (int i = 0; i < sealed.size(); i++) {
      presses.add(
          "{\"n\":%d,\"c\":\"%s\"}".formatted(numbers.get(i), OUT.encodeToString(sealed.get(i))));
    }
    var json =
        "{\"type\":\"maapay-keypad-v1\",\"sid\":\"%s\",\"clientKey\":\"%s\",\"presses\":[%s],\"seal\":\"%s\"}"
            .formatted(
                page.sid(),
                OUT.encodeToString(clientKey),
                String.join(",", presses),
                OUT.encodeToString(seal(-1, aad.toByteArray(), new byte[0])));
    return OUT.encodeToString(json.getBytes(UTF_8));
  }

  private byte[] seal(int number, byte[] aad, byte[] plain) throws GeneralSecurityException {
    var iv = ByteBuffer.allocate(12).putInt(8, number).array();
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, iv));
    cipher.updateAAD(aad);
    return cipher.doFinal(plain);
  }

  /** HKDF (RFC 5869) for one block. */
  private static byte[] derived(byte[] shared, String sid) throws GeneralSecurityException {
    var extracted = hmac(sid.getBytes(UTF_8), shared);
    return hmac(extracted, "maapay-keypad-v1\u0001".getBytes(UTF_8));
  }

  private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(data);
  }

  private static byte[] fixed(BigInteger coordinate) {
    var octets = coordinate.toByteArray();
    var fixed = new byte[32];
    int length = Math.min(32, octets.length);
    System.arraycopy(octets, octets.length - length, fixed, 32 - length, length);
    return Arrays.copyOf(fixed, 32);
  }
}
