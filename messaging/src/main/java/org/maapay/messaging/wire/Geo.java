package org.maapay.messaging.wire;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.Part.Place;

/** Places as texts: {@code geo:39.9,116.4;crs=gcj02;u=10;rcs-l=label}. */
public final class Geo {
  private static final Pattern GEO =
      Pattern.compile("geo:(-?[0-9]{1,3}(?:\\.[0-9]+)?),(-?[0-9]{1,3}(?:\\.[0-9]+)?)(?:;.*)?");
  private static final Pattern LABEL = Pattern.compile(";rcs-l=([^;]*)");

  private Geo() {}

  /** A place that somebody sent; the label may be missing. */
  public record Spot(double latitude, double longitude, @Nullable String label) {}

  public static String write(Place place) {
    var label = URLEncoder.encode(place.label(), StandardCharsets.UTF_8).replace("+", "%20");
    return "geo:%s,%s;crs=gcj02;u=10;rcs-l=%s"
        .formatted(place.latitude(), place.longitude(), label);
  }

  /** Empty for a text that is no place. */
  public static Optional<Spot> read(String text) {
    var geo = GEO.matcher(text.strip());
    if (!geo.matches()) {
      return Optional.empty();
    }
    var label = LABEL.matcher(text);
    return Optional.of(
        new Spot(
            Double.parseDouble(geo.group(1)),
            Double.parseDouble(geo.group(2)),
            label.find() ? unescaped(label.group(1)) : null));
  }

  private static String unescaped(String label) {
    try {
      return URLDecoder.decode(label.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return label;
    }
  }
}
