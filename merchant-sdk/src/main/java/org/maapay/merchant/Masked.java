package org.maapay.merchant;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Hides in logs what only the parties need to read (6.3.2-3a). */
final class Masked {
  private static final Set<String> BEARER = Set.of("sdkToken", "payerCode", "qrCode");

  private Masked() {}

  /** Shows three and four digits of a mobile number: 138****8000. */
  static String mobile(String number) {
    int length = number.length();
    return length < 8
        ? "*".repeat(length)
        : number.substring(0, length - 8) + "****" + number.substring(length - 4);
  }

  /** Shows a link without its query, which is what makes it worth something. */
  static String link(String url) {
    int question = url.indexOf('?');
    return question < 0 ? url : url.substring(0, question) + "?***";
  }

  /** Shows a JSON body with its mobile numbers, links and tokens hidden; other text not at all. */
  static String body(byte[] body) {
    if (body.length == 0) {
      return "";
    }
    try {
      return JsonWriter.written(masked("", JsonReader.read(body)));
    } catch (Json.Malformed notJson) {
      return "(" + body.length + " octets)";
    }
  }

  private static Json masked(String name, Json value) {
    if (value instanceof Json.Members object) {
      Map<String, Json> masked = new LinkedHashMap<>();
      object.members().forEach((member, inner) -> masked.put(member, masked(member, inner)));
      return new Json.Members(masked);
    } else if (value instanceof Json.Array array) {
      return new Json.Array(array.items().stream().map(item -> masked(name, item)).toList());
    } else if (name.equals("mobileNo")) {
      return new Json.Text(mobile(plain(value)));
    } else if (name.equals("payUrl") || name.equals("signUrl")) {
      return new Json.Text(link(plain(value)));
    } else if (BEARER.contains(name)) {
      return new Json.Text("***");
    }
    return value;
  }

  private static String plain(Json value) {
    return value instanceof Json.Text text
        ? text.value()
        : value instanceof Json.Numeral number ? number.value().toPlainString() : "";
  }
}
