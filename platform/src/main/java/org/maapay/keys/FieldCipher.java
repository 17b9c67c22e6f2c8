package org.maapay.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import org.maapay.database.OneTrip;

/**
 * Seals fields for the database, each under the key of the person it is about and bound to its
 * place, so that a ciphertext copied to another row does not open (6.3.2-1a). The layout is {@code
 * version(1) | cipher(1) | key generation(4) | iv(12) | ciphertext | tag(16)}.
 */
public final class FieldCipher {
  private static final byte VERSION = 1;
  private static final int HEADER = 6;

  private final SubjectKeys keys;
  private final CipherSuite suite;

  FieldCipher(SubjectKeys keys, CipherSuite suite) {
    this.keys = keys;
    this.suite = suite;
  }

  /**
   * Seals {@code plain}; each time another ciphertext. The subject's first key is made, and
   * committed, here.
   *
   * @param subject whose key it is; {@link Vault#destroy} of it makes the data unreadable
   * @param place where the field stands: table, column and row
   */
  public byte[] seal(String subject, String place, byte[] plain) {
    int generation = keys.current();
    var header = header(generation);
    var body = suite.seal(keys.findOrMake(subject, generation), aad(header, subject, place), plain);
    return ByteBuffer.allocate(HEADER + body.length).put(header).put(body).array();
  }

  /** Makes, and commits, the first keys of many subjects at once, before {@link #seal} asks. */
  public void makeKeys(Collection<String> subjects) {
    keys.makeAll(subjects, keys.current());
  }

  /**
   * Takes the key along that seals {@code subject}'s data now, for an {@link #open} of what the
   * same trip brings after it. Whether there is one shows then.
   */
  public void ask(OneTrip trip, String subject) {
    keys.ask(trip, subject, keys.current());
  }

  /**
   * Opens what {@link #seal} made for the same subject and place.
   *
   * @throws SealBroken if it was changed or moved, or the subject's key was destroyed
   */
  public byte[] open(String subject, String place, byte[] sealed) {
    if (sealed.length < HEADER || sealed[0] != VERSION) {
      throw new SealBroken("not sealed data of this layout");
    }
    var header = Arrays.copyOf(sealed, HEADER);
    var key =
        keys.find(subject, ByteBuffer.wrap(sealed).getInt(2))
            .orElseThrow(() -> new SealBroken("the key of the sealed data was destroyed"));
    return CipherSuite.of(sealed[1]).open(key, aad(header, subject, place), sealed, HEADER);
  }

  private byte[] header(int generation) {
    return ByteBuffer.allocate(HEADER)
        .put(VERSION)
        .put((byte) suite.code())
        .putInt(generation)
        .array();
  }

  private static byte[] aad(byte[] header, String subject, String place) {
    var names = (subject + "\n" + place).getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(HEADER + names.length).put(header).put(names).array();
  }
}
