package org.maapay.edge.merchant;

import java.nio.charset.StandardCharsets;
import org.maapay.edge.http.json.Json;
import org.maapay.edge.http.json.JsonReader;
import org.maapay.edge.http.json.JsonReader.Parsed.Malformed;
import org.maapay.edge.http.json.JsonReader.Parsed.Value;

/** JSON that was read and checked before it was stored. */
final class StoredJson {
  private StoredJson() {}

  static Json read(String text) {
    return switch (JsonReader.read(text.getBytes(StandardCharsets.UTF_8))) {
      case Value(var json) -> json;
      case Malformed(var reason) -> throw new IllegalStateException("stored JSON: " + reason);
    };
  }
}
