package org.maapay.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What comes in on a connection, read by one thread at a time: lines are found in the buffer,
 * without taking a lock for each octet of them.
 */
final class LeanInput {
  private final InputStream in;
  private byte[] buffer = new byte[16_384];
  private int from;
  private int to;

  LeanInput(InputStream in) {
    this.in = in;
  }

  /** Waits until there is something; false if the other side has ended. */
  boolean begins() throws IOException {
    return from < to || fill();
  }

  /** The next line without its end. */
  String line() throws IOException {
    int end = end();
    int last = end > from && buffer[end - 1] == '\r' ? end - 1 : end;
    var line = new String(buffer, from, last - from, StandardCharsets.ISO_8859_1);
    from = end + 1;
    return line;
  }

  /** The next {@code length} octets. */
  byte[] exactly(int length) throws IOException {
    var octets = new byte[length];
    int kept = Math.min(length, to - from);
    System.arraycopy(buffer, from, octets, 0, kept);
    from += kept;
    if (in.readNBytes(octets, kept, length - kept) < length - kept) {
      throw new EOFException("half a message");
    }
    return octets;
  }

  /** All octets until the other side ends. */
  byte[] rest() throws IOException {
    var kept = Arrays.copyOfRange(buffer, from, to);
    from = to;
    var more = in.readAllBytes();
    var all = Arrays.copyOf(kept, kept.length + more.length);
    System.arraycopy(more, 0, all, kept.length, more.length);
    return all;
  }

  private int end() throws IOException {
    for (int at = from; ; at++) {
      if (at == to) {
        int read = at - from; // Filling may move what is kept to the front.
        if (!fill()) {
          throw new EOFException("half a line");
        }
        at = from + read;
      }
      if (buffer[at] == '\n') {
        return at;
      }
    }
  }

  private boolean fill() throws IOException {
    if (from == to) {
      from = 0;
      to = 0;
    } else if (to == buffer.length) {
      var kept = Arrays.copyOfRange(buffer, from, to);
      buffer = kept.length == buffer.length ? new byte[2 * buffer.length] : buffer;
      System.arraycopy(kept, 0, buffer, 0, kept.length);
      from = 0;
      to = kept.length;
    }
    int read = in.read(buffer, to, buffer.length - to);
    to += Math.max(0, read);
    return read > 0;
  }
}
