package org.maapay.database;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Rows for {@code COPY … FROM STDIN (FORMAT binary)}, the cheapest way into a table for rows that
 * nothing is asked about. Each row begins with {@link #row}, then come its values in the order of
 * the columns, in exactly their types.
 */
public final class CopiedRows {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final int NULL = -1;
  private static final short END = -1;

  private final int columns;
  private ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);

  /**
   * @param columns how many values a row has
   */
  public CopiedRows(int columns) {
    this.columns = columns;
    buffer.put(SIGNATURE).putInt(0).putInt(0); // No flags, no more header.
  }

  /** Begins a row. */
  public CopiedRows row() {
    more(Short.BYTES).putShort((short) columns);
    return this;
  }

  public CopiedRows put(@Nullable String value) {
    return put(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
  }

  public CopiedRows put(byte @Nullable [] value) {
    if (value == null) {
      more(Integer.BYTES).putInt(NULL);
    } else {
      room(value.length).put(value);
    }
    return this;
  }

  public CopiedRows put(short value) {
    room(Short.BYTES).putShort(value);
    return this;
  }

  public CopiedRows put(long value) {
    room(Long.BYTES).putLong(value);
    return this;
  }

  /** What is finer than a microsecond is cut off. */
  public CopiedRows put(Instant value) {
    return put(BinaryArray.micros(value));
  }

  /**
   * Stores all rows, in the caller's transaction.
   *
   * @param table with the names of its columns in brackets
   */
  public void into(Connection tx, String table) throws SQLException {
    more(Short.BYTES).putShort(END);
    var copy =
        tx.unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY " + table + " FROM STDIN (FORMAT binary)");
    try {
      copy.writeToCopy(buffer.array(), 0, buffer.position());
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  /** For the next value, whose length is written. */
  private ByteBuffer room(int length) {
    return more(Integer.BYTES + length).putInt(length);
  }

  private ByteBuffer more(int bytes) {
    if (buffer.remaining() < bytes) {
      int wanted = Math.max(2 * buffer.capacity(), buffer.position() + bytes);
      var written = Arrays.copyOf(buffer.array(), wanted);
      buffer = ByteBuffer.wrap(written).position(buffer.position());
    }
    return buffer;
  }
}
