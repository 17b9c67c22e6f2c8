package org.maapay.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;

/**
 * A root secret of 32 random octets in a file that its owner alone may read. Keep a copy where the
 * database's backups are not: without it nothing sealed can ever be read again.
 */
public final class FileRootKey implements RootKey {
  private static final int SIZE = 32;
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final byte[] secret;

  private FileRootKey(byte[] secret) {
    this.secret = secret;
  }

  /**
   * Reads the secret.
   *
   * @throws IllegalStateException with the remedy if the file is missing, is a link, has another
   *     size, or others than its owner may touch it
   */
  public static FileRootKey open(Path file) {
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new IllegalStateException("there is no root key file (a link is refused): " + file);
      }
      var permissions = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
      if (!OWNER.containsAll(permissions)) {
        throw new IllegalStateException(
            "others may touch the root key file: chmod 600 " + file + ", and change the key");
      }
      var secret = Files.readAllBytes(file);
      if (secret.length != SIZE) {
        throw new IllegalStateException("the root key file must have 32 octets: " + file);
      }
      return new FileRootKey(secret);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the secret, or makes one if there is no such file yet. */
  public static FileRootKey openOrCreate(Path file) {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      create(file);
    }
    return open(file);
  }

  private static void create(Path file) {
    var secret = new byte[SIZE];
    new SecureRandom().nextBytes(secret);
    var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    var mode = PosixFilePermissions.asFileAttribute(OWNER);
    // The name appears only when the octets are on the disk.
    var draft = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(draft);
      try (var channel = FileChannel.open(draft, options, mode)) {
        channel.write(ByteBuffer.wrap(secret));
        channel.force(true);
      }
      Files.move(draft, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public byte[] wrap(byte[] key, String context) {
    return CipherSuite.AES_256_GCM.seal(secret, context.getBytes(StandardCharsets.UTF_8), key);
  }

  @Override
  public byte[] unwrap(byte[] wrapped, String context) {
    return CipherSuite.AES_256_GCM.open(
        secret, context.getBytes(StandardCharsets.UTF_8), wrapped, 0);
  }

  @Override
  public String toString() {
    return "FileRootKey";
  }
}
