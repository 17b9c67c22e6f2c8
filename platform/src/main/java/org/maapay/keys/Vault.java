package org.maapay.keys;

import java.time.InstantSource;
import org.maapay.database.Database;

/**
 * The vault of one installation: everything that needs a key, under one root. Keys and plain
 * credentials stay inside; what comes out is ciphertext, an index or a verdict.
 */
public final class Vault {
  private static final int INDEX_VERSION = 1;

  private final KeyRing ring;
  private final SubjectKeys subjects;
  private final CipherSuite suite;
  private final Database database;
  private final InstantSource clock;

  /**
   * @param database a pool of its own: fields are sealed and opened inside other transactions,
   *     which must not wait for a connection that only they could give back
   */
  public Vault(RootKey root, Database database, InstantSource clock, CipherSuite suite) {
    this.ring = new KeyRing(root, database, clock);
    this.subjects = new SubjectKeys(ring, database, clock);
    this.suite = suite;
    this.database = database;
    this.clock = clock;
  }

  /** Seals and opens fields that belong to a person. */
  public FieldCipher fields() {
    return new FieldCipher(subjects, suite);
  }

  /** Seals and opens technical records of one purpose. */
  public RecordCipher records(String purpose) {
    return new RecordCipher(ring, purpose, suite);
  }

  public BlindIndex index() {
    return new BlindIndex(ring, INDEX_VERSION);
  }

  public PageReferences pageReferences() {
    return new PageReferences(ring, "page-reference");
  }

  /** The secret part of SDK tokens. */
  public PageReferences sdkReferences() {
    return new PageReferences(ring, "sdk-reference");
  }

  /** The secret part of what stands behind the payment chatbot's buttons. */
  public PageReferences chatbotReferences() {
    return new PageReferences(ring, "chatbot-reference");
  }

  public PinVault pins() {
    return new PinVault(ring, database, clock);
  }

  /**
   * Destroys the key of {@code subject}, and with it everything sealed under it (6.3.2-5). Other
   * nodes follow within 30 seconds.
   *
   * @return whether there was one
   */
  public boolean destroy(String subject) {
    return subjects.destroy(subject) > 0;
  }

  /** Starts a new version of the key that wraps subjects' keys; data stay readable. */
  public int rotateSubjectKeys() {
    return ring.rotate(SubjectKeys.PURPOSE);
  }

  /** Brings up to {@code most} subjects' keys under the newest version; returns how many. */
  public int rewrapSubjectKeys(int most) {
    return subjects.rewrap(most);
  }
}
