package org.maapay.messaging;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A file at the operator.
 *
 * @param url where it is; {@code tid:…} is the ticket of one whose address China Mobile tells when
 *     its review has ended
 * @param bytes its size, -1 where nobody said
 * @param until when the operator deletes it, as the operator writes it; null for never
 */
public record FileRef(
    Role role, URI url, @Nullable String contentType, long bytes, @Nullable String until) {
  /** Whether it is the file or its small picture. */
  public enum Role {
    THUMBNAIL,
    FILE
  }
}
