package org.maapay.keypad;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.maapay.keys.RecordCipher;
import org.maapay.keys.SealBroken;

/**
 * Leaves to open one keypad, as sealed tokens: every node can read them and none stores them. That
 * one is used up is stored with the session that it opened.
 */
final class Tickets {
  /** As long as any may be. */
  static final int LONGEST = 1024;

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final int NAME = 16;

  private final RecordCipher cipher;
  private final SecureRandom random = new SecureRandom();

  Tickets(RecordCipher cipher) {
    this.cipher = cipher;
  }

  /** A ticket that was issued here, used or not. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Ticket(byte[] hash, Binding binding, Instant expiresAt) {
    @Override
    public String toString() {
      return "Ticket";
    }
  }

  String issue(Binding binding, Instant expiresAt) {
    var octets = new byte[NAME];
    random.nextBytes(octets);
    var name = BASE64.encodeToString(octets);
    var out = new ByteArrayOutputStream();
    try (var data = new DataOutputStream(out)) {
      data.writeLong(expiresAt.toEpochMilli());
      KeypadSecrets.write(data, binding);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return name + "." + BASE64.encodeToString(cipher.seal(name, out.toByteArray()));
  }

  /** What a ticket is for; empty if nobody issued it. */
  Optional<Ticket> find(String ticket) {
    var dot = ticket.indexOf('.');
    if (dot < 1 || ticket.length() > LONGEST) {
      return Optional.empty();
    }
    var name = ticket.substring(0, dot);
    try {
      var sealed = Base64.getUrlDecoder().decode(ticket.substring(dot + 1));
      return Optional.of(read(hash(name), cipher.open(name, sealed)));
    } catch (SealBroken | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Ticket read(byte[] hash, byte[] written) {
    try (var data = new DataInputStream(new ByteArrayInputStream(written))) {
      var expiresAt = Instant.ofEpochMilli(data.readLong());
      return new Ticket(hash, KeypadSecrets.readBinding(data), expiresAt);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of the name, not of the whole: base64 has more than one way to write the same octets. */
  private static byte[] hash(String name) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no SHA-256", e);
    }
  }
}
