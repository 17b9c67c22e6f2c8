package org.maapay.keypad;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Opens the envelopes of MaaPay's own keypad: each press sealed by itself, all of them sealed
 * together, and every seal bound to session, purpose, payee and extent.
 */
final class MaapayEnvelopeOpener implements PinEnvelopeOpener {
  static final String TYPE = "maapay-keypad-v1";
  private static final int TAG = 16;
  private static final int SEALED_PRESS = KeypadSecrets.TOKEN + TAG;
  private static final int SEAL_NUMBER = 0xffffffff;
  private static final int MOST_PRESSES = 10_000;

  /** An envelope taken apart. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Parts(byte[] clientKey, int[] numbers, byte[] presses, byte[] seal) {}

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Opened open(EnvelopeText envelope, KeypadSecrets session) {
    var parts = parts(envelope);
    if (parts == null) {
      return new Opened.Malformed();
    }
    byte[] key;
    try {
      key =
          SessionKeyPair.agree(
              session.privateKey(),
              parts.clientKey(),
              session.sid().getBytes(UTF_8),
              TYPE.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      return new Opened.Malformed();
    }
    try {
      return open(parts, session, key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static Opened open(Parts parts, KeypadSecrets session, byte[] key) {
    var prefix = prefix(session);
    var pin = new byte[parts.numbers().length];
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      var submit = (prefix + "submit|" + pin.length).getBytes(UTF_8);
      decrypt(cipher, key, SEAL_NUMBER, join(submit, parts.presses()), parts.seal());
      for (int i = 0; i < pin.length; i++) {
        int number = parts.numbers()[i];
        var sealed = Arrays.copyOfRange(parts.presses(), i * SEALED_PRESS, (i + 1) * SEALED_PRESS);
        var token = decrypt(cipher, key, number, (prefix + number).getBytes(UTF_8), sealed);
        int digit = session.digitOf(token);
        Arrays.fill(token, (byte) 0);
        if (digit < 0) {
          Arrays.fill(pin, (byte) 0);
          return new Opened.Mismatch();
        }
        pin[i] = (byte) ('0' + digit);
      }
      return new Opened.Pin(pin);
    } catch (GeneralSecurityException e) {
      Arrays.fill(pin, (byte) 0);
      return new Opened.Mismatch();
    }
  }

  private static String prefix(KeypadSecrets session) {
    var binding = session.binding();
    return String.join(
            "|",
            TYPE,
            session.sid(),
            binding.purpose().subject(),
            binding.payee(),
            binding.purpose().extent())
        + "|";
  }

  private static @Nullable Parts parts(EnvelopeText envelope) {
    var clientKey = envelope.octets("clientKey", SessionKeyPair.POINT);
    var seal = envelope.octets("seal", TAG);
    var presses = envelope.objects("presses").filter(all -> all.size() == KeypadPage.LENGTH);
    if (clientKey.isEmpty() || seal.isEmpty() || presses.isEmpty()) {
      return null;
    }
    var numbers = new int[presses.get().size()];
    var sealed = ByteBuffer.allocate(numbers.length * SEALED_PRESS);
    for (int i = 0; i < numbers.length; i++) {
      var press = presses.get().get(i);
      var octets = press.octets("c", SEALED_PRESS);
      int number = press.number("n").orElse(-1);
      // Numbers grow: one used twice under the same key would break the cipher.
      if (octets.isEmpty()
          || number >= MOST_PRESSES
          || number < 0
          || (i > 0 && number <= numbers[i - 1])) {
        return null;
      }
      numbers[i] = number;
      sealed.put(octets.get());
    }
    return new Parts(clientKey.get(), numbers, sealed.array(), seal.get());
  }

  private static byte[] decrypt(Cipher cipher, byte[] key, int number, byte[] aad, byte[] sealed)
      throws GeneralSecurityException {
    var iv = ByteBuffer.allocate(12).putInt(8, number).array();
    cipher.init(
        Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(8 * TAG, iv));
    cipher.updateAAD(aad);
    return cipher.doFinal(sealed);
  }

  private static byte[] join(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }
}
