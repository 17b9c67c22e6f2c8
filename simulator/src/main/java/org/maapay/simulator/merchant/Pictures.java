package org.maapay.simulator.merchant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.maapay.messaging.CallResult.Answered;
import org.maapay.messaging.Chatbot;
import org.maapay.messaging.Chatbot.Content;
import org.maapay.messaging.Chatbot.Upload;
import org.maapay.messaging.card.Media;
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
  private static final Duration FAILURE_KEPT_FOR = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final Map<String, Uploaded> uploaded = new ConcurrentHashMap<>();

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
      var source = new Media.Source(files.getLast().url(), "image/png", bytes.length);
      var media = new Media(source, Media.Height.MEDIUM_HEIGHT).describedAs(product.name());
      return new Uploaded(Optional.of(media), now.plus(USED_FOR));
    }
    LOG.warn("picture {} was not taken: {}", product.picture(), result);
    return new Uploaded(Optional.empty(), now.plus(FAILURE_KEPT_FOR));
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
