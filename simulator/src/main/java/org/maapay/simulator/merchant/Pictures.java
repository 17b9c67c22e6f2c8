package org.maapay.simulator.merchant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.maapay.messaging.CallResult.Answered;
import org.maapay.messaging.Chatbot;
import org.maapay.messaging.Chatbot.Content;
import org.maapay.messaging.Chatbot.Upload;
import org.maapay.messaging.FileRef;
import org.maapay.messaging.card.Media;
import org.maapay.messaging.uplink.UplinkEvent.Review;
import org.maapay.messaging.uplink.UplinkEvent.ReviewState;
import org.maapay.simulator.merchant.Goods.Product;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pictures of goods, drawn for this shop (the SVG beside each PNG is its source). Operators
 * show only what was uploaded to them, and keep it for some days.
 */
final class Pictures {
  private static final Logger LOG = LoggerFactory.getLogger(Pictures.class);
  private static final Duration USED_FOR = Duration.ofHours(12);
  private static final Duration REVIEW = Duration.ofSeconds(3);
  private static final Duration FAILURE_KEPT_FOR = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final Map<String, Uploaded> uploaded = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<FileRef>> tickets = new ConcurrentHashMap<>();

  Pictures(InstantSource clock) {
    this.clock = clock;
  }

  private record Uploaded(Optional<Media> media, Instant until) {}

  /**
   * Returns the picture as {@code chatbot} can show it; empty if the operator would not take it.
   */
  Optional<Media> of(Product product, Chatbot chatbot) {
    var key = chatbot.account().chatbotId() + " " + product.picture();
    return uploaded
        .compute(
            key,
            (_, known) ->
                known != null && clock.instant().isBefore(known.until())
                    ? known
                    : upload(product, chatbot))
        .media();
  }

  private Uploaded upload(Product product, Chatbot chatbot) {
    var bytes = png(product.picture());
    var content = Content.of(product.picture() + ".png", "image/png", bytes);
    var result = chatbot.upload(Upload.temporary(content));
    var now = clock.instant();
    if (result instanceof Answered(var files) && !files.isEmpty()) {
      var url = files.getLast().url();
      return url.getScheme().equals("tid")
          ? reviewed(product, url.getSchemeSpecificPart(), now)
          : uploaded(url, bytes.length, now);
    }
    LOG.warn("picture {} was not taken: {}", product.picture(), result);
    return new Uploaded(Optional.empty(), now.plus(FAILURE_KEPT_FOR));
  }

  private static Uploaded uploaded(URI url, long size, Instant now) {
    var source = new Media.Source(url, "image/png", size);
    var media = new Media(source, Media.Height.MEDIUM_HEIGHT);
    return new Uploaded(Optional.of(media), now.plus(USED_FOR));
  }

  /** A file with a ticket: its address comes with the review, so this look may go without it. */
  private Uploaded reviewed(Product product, String ticket, Instant now) {
    FileRef file = null;
    try {
      file =
          tickets
              .computeIfAbsent(ticket, _ -> new CompletableFuture<>())
              .get(REVIEW.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException _) {
      LOG.info("picture {} is still looked at", product.picture());
    }
    return file == null
        ? new Uploaded(Optional.empty(), now.plus(FAILURE_KEPT_FOR))
        : uploaded(file.url(), file.bytes(), now);
  }

  /** The operator looked at a file. */
  void reviewed(Review review) {
    if (review.state() == ReviewState.PASSED && !review.files().isEmpty()) {
      tickets
          .computeIfAbsent(review.name(), _ -> new CompletableFuture<>())
          .complete(review.files().getLast());
    }
  }

  static byte[] png(String name) {
    try (var in = Pictures.class.getResourceAsStream("/merchant/goods/" + name + ".png")) {
      if (in == null) {
        throw new IllegalStateException("no picture " + name);
      }
      return in.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
