package org.maapay.database;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgArray;

/**
 * An array argument in PostgreSQL's binary form, written element by element: a call of the posting
 * function has a hundred arrays, and the driver's own way boxes each number and sends what it has
 * no binary form for, like a UUID, as text that the database parses again.
 */
public final class BinaryArray {
  /** What the elements are. */
  public enum Elements {
    INTEGER(Oid.INT4, Oid.INT4_ARRAY, Integer.BYTES),
    BIGINT(Oid.INT8, Oid.INT8_ARRAY, Long.BYTES),
    TEXT(Oid.TEXT, Oid.TEXT_ARRAY, 16),
    UUID(Oid.UUID, Oid.UUID_ARRAY, 2 * Long.BYTES),
    BYTES(Oid.BYTEA, Oid.BYTEA_ARRAY, 32),
    INSTANT(Oid.TIMESTAMPTZ, Oid.TIMESTAMPTZ_ARRAY, Long.BYTES);

    private final int element;
    private final int array;
    private final int size;

    Elements(int element, int array, int size) {
      this.element = element;
      this.array = array;
      this.size = size;
    }
  }

  /** From where the database counts the microseconds of a time. */
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private static final int HEADER = 5 * Integer.BYTES;
  private static final int NULLS_AT = Integer.BYTES;
  private static final int NULL = -1;

  private final Elements elements;
  private ByteBuffer buffer;

  public BinaryArray(Elements elements, int count) {
    this.elements = elements;
    this.buffer = ByteBuffer.allocate(HEADER + count * (Integer.BYTES + elements.size));
    // One dimension, no null yet, what, how many, counted from 1.
    buffer.putInt(1).putInt(0).putInt(elements.element).putInt(count).putInt(1);
  }

  public void put(int value) {
    room(Integer.BYTES).putInt(value);
  }

  public void put(long value) {
    room(Long.BYTES).putLong(value);
  }

  public void put(UUID value) {
    room(2 * Long.BYTES)
        .putLong(value.getMostSignificantBits())
        .putLong(value.getLeastSignificantBits());
  }

  public void put(@Nullable String value) {
    if (value == null) {
      putNull();
    } else {
      put(value.getBytes(StandardCharsets.UTF_8));
    }
  }

  public void put(byte @Nullable [] value) {
    if (value == null) {
      putNull();
    } else {
      room(value.length).put(value);
    }
  }

  /** What is finer than a microsecond is cut off. */
  public void put(@Nullable Instant value) {
    if (value == null) {
      putNull();
    } else {
      put(micros(value));
    }
  }

  /** As the database keeps a time. */
  static long micros(Instant at) {
    return EPOCH.until(at.truncatedTo(ChronoUnit.MICROS), ChronoUnit.MICROS);
  }

  public void putNull() {
    more(Integer.BYTES).putInt(NULL);
    buffer.putInt(NULLS_AT, 1);
  }

  /** As an argument for {@code tx}. */
  public Array of(Connection tx) throws SQLException {
    var bytes = Arrays.copyOf(buffer.array(), buffer.position());
    return new PgArray(tx.unwrap(BaseConnection.class), elements.array, bytes);
  }

  /** For the next element, whose length is written. */
  private ByteBuffer room(int length) {
    return more(Integer.BYTES + length).putInt(length);
  }

  private ByteBuffer more(int bytes) {
    if (buffer.remaining() < bytes) {
      int wanted = Math.max(2 * buffer.capacity(), buffer.position() + bytes);
      buffer = ByteBuffer.allocate(wanted).put(buffer.flip());
    }
    return buffer;
  }
}
