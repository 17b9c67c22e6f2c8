package org.maapay.messaging.card;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The picture, sound or film at the head of a card; sizes in bytes. */
public record Media(
    Source source, Height height, @Nullable Source thumbnail, @Nullable String description) {
  public Media(Source source, Height height) {
    this(source, height, null, null);
  }

  /** The same with words for those who can't see it, 1 to 200 characters. */
  public Media describedAs(String words) {
    return new Media(source, height, thumbnail, words);
  }

  /** A file that the handset fetches. */
  public record Source(URI url, String contentType, long bytes) {}

  /** The room it takes in the card. */
  public enum Height {
    SHORT_HEIGHT,
    MEDIUM_HEIGHT,
    TALL_HEIGHT
  }
}
