package org.maapay.payer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * One entry on a keypad while it is typed. Not safe for several threads. A JVM may keep copies of
 * what it collected as garbage: what this class holds itself is overwritten on close.
 */
public final class KeypadTyping implements AutoCloseable {
  static final String TYPE = "maapay-keypad-v1";
  private static final int TOKEN_OCTETS = 16;
  private static final int TAG_BITS = 128;

  /** No press has this number: it marks the seal over all of them. */
  private static final int SEAL = 0xffffffff;

  private final String sid;
  private final String prefix;
  private final byte[] tokens;
  private final byte[] key;
  private final byte[] clientKey;
  private final Cipher cipher;
  private final Deque<Press> presses = new ArrayDeque<>();
  private int next;
  private boolean closed;

  private KeypadTyping(KeypadSession session, Purpose purpose, byte[] tokens, OneTimeKey oneTimeKey)
      throws GeneralSecurityException {
    this.sid = session.sid();
    this.prefix =
        String.join("|", TYPE, sid, purpose.payOrderNo(), purpose.payee(), purpose.amount()) + "|";
    this.tokens = tokens;
    this.key = oneTimeKey.secret();
    this.clientKey = oneTimeKey.publicPoint();
    this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
  }

  private static final class Press {
    final int number;
    final byte[] sealed;

    Press(int number, byte[] sealed) {
      this.number = number;
      this.sealed = sealed;
    }
  }

  static KeypadTyping begin(
      KeypadSession session, Purpose purpose, byte[] serverKey, SecureRandom random)
      throws GeneralSecurityException {
    var tokens = ByteBuffer.allocate(KeypadSession.CELLS * TOKEN_OCTETS);
    for (var cell : session.cells()) {
      var token = Base64.getUrlDecoder().decode(cell);
      if (token.length != TOKEN_OCTETS) {
        throw new GeneralSecurityException("a token has 16 octets");
      }
      tokens.put(token);
      Arrays.fill(token, (byte) 0);
    }
    return new KeypadTyping(
        session, purpose, tokens.array(), OneTimeKey.with(serverKey, session.sid(), TYPE, random));
  }

  /** Adds a press of the cell at {@code position}, 0 to 9. */
  public void press(int position) {
    requireOpen();
    if (position < 0 || position >= KeypadSession.CELLS) {
      throw new IllegalArgumentException("no such cell");
    }
    int number = next++;
    var aad = (prefix + number).getBytes(UTF_8);
    presses.add(
        new Press(number, sealed(number, aad, tokens, position * TOKEN_OCTETS, TOKEN_OCTETS)));
  }

  /** Takes the last press back; its number is not used again. */
  public void erase() {
    requireOpen();
    presses.pollLast();
  }

  /** Returns how many presses stand, for the dots. */
  public int length() {
    return presses.size();
  }

  /** Seals the entry and ends it. */
  public String submit() {
    requireOpen();
    try {
      var head = (prefix + "submit|" + presses.size()).getBytes(UTF_8);
      int octets = presses.stream().mapToInt(press -> press.sealed.length).sum();
      var aad = ByteBuffer.allocate(head.length + octets).put(head);
      List<String> texts = new ArrayList<>();
      for (var press : presses) {
        aad.put(press.sealed);
        texts.add("{\"n\":" + press.number + ",\"c\":\"" + encoded(press.sealed) + "\"}");
      }
      var seal = sealed(SEAL, aad.array(), tokens, 0, 0);
      var json =
          "{\"type\":\"%s\",\"sid\":\"%s\",\"clientKey\":\"%s\",\"presses\":[%s],\"seal\":\"%s\"}"
              .formatted(TYPE, sid, encoded(clientKey), String.join(",", texts), encoded(seal));
      return encoded(json.getBytes(UTF_8));
    } finally {
      close();
    }
  }

  /** Overwrites the key, the tokens and the presses. */
  @Override
  public void close() {
    closed = true;
    Arrays.fill(key, (byte) 0);
    Arrays.fill(tokens, (byte) 0);
    presses.forEach(press -> Arrays.fill(press.sealed, (byte) 0));
    presses.clear();
  }

  private byte[] sealed(int number, byte[] aad, byte[] source, int from, int length) {
    var iv = ByteBuffer.allocate(12).putInt(8, number).array();
    try {
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, iv));
      cipher.updateAAD(aad);
      return cipher.doFinal(source, from, length);
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException("AES-GCM failed", everyJdkHasIt);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("this entry has ended");
    }
  }

  private static String encoded(byte[] octets) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }

  @Override
  public String toString() {
    return "KeypadTyping[" + sid + "]";
  }
}
