package org.maapay.edge.merchant;

import org.maapay.edge.http.json.Json;
import org.maapay.edge.http.json.JsonReader;

/** JSON that was read and checked before it was stored. */
final class StoredJson {
  private StoredJson() {}

  static Json read(String text) {
    return JsonReader.trusted(text);
  }
}
