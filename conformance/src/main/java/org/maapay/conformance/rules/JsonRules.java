package org.maapay.conformance.rules;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.maapay.conformance.Clause;
import org.maapay.conformance.target.Stage;

/** What is not one JSON object in UTF-8 is refused as such, on every call. */
@RuleSet
final class JsonRules {
  private final Stage stage;

  JsonRules(Stage stage) {
    this.stage = stage;
  }

  private Map<String, byte[]> broken() {
    var good = stage.bodies().order().toString();
    var cases = new LinkedHashMap<String, byte[]>();
    cases.put("empty", new byte[0]);
    cases.put("spaces", "   ".getBytes(UTF_8));
    cases.put("cut off", good.substring(0, good.length() - 1).getBytes(UTF_8));
    cases.put("two objects", (good + good).getBytes(UTF_8));
    cases.put("something after it", (good + "x").getBytes(UTF_8));
    cases.put(
        "a duplicate key", good.replaceFirst("\\{", "{\"currency\":\"CNY\",").getBytes(UTF_8));
    cases.put(
        "a duplicate key, escaped",
        good.replaceFirst("\\{", "{\"curr\\\\u0065ncy\":\"CNY\",").getBytes(UTF_8));
    cases.put(
        "a duplicate key under ext",
        good.replaceFirst("\\{", "{\"ext\":{\"a\":1,\"a\":2},").getBytes(UTF_8));
    cases.put(
        "depth 17",
        good.replaceFirst("\\{", "{\"ext\":" + "{\"a\":".repeat(16) + "1" + "}".repeat(16) + ",")
            .getBytes(UTF_8));
    cases.put("depth 10000", "[".repeat(10_000).getBytes(UTF_8));
    cases.put("a comment", ("/* c */" + good).getBytes(UTF_8));
    cases.put("a trailing comma", (good.substring(0, good.length() - 1) + ",}").getBytes(UTF_8));
    cases.put("single quotes", good.replace('"', '\'').getBytes(UTF_8));
    cases.put("NaN", good.replace("\"0.50\"", "NaN").getBytes(UTF_8));
    cases.put("a leading zero", good.replace("\"0.50\"", "00.50").getBytes(UTF_8));
    cases.put("a raw control character", good.replace("LATTE-M", "LATTE\u0001M").getBytes(UTF_8));
    cases.put(
        "Latin-1 bytes",
        good.replace("LATTE-M", "caf\u00e9").replaceAll("[^\\x00-\\xff]", "").getBytes(ISO_8859_1));
    cases.put("an overlong form", bytesInGoodsNo(good, 0xC0, 0xAF));
    cases.put("a surrogate in UTF-8", bytesInGoodsNo(good, 0xED, 0xA0, 0x80));
    cases.put("beyond U+10FFFF", bytesInGoodsNo(good, 0xF4, 0x90, 0x80, 0x80));
    cases.put("UTF-16", good.getBytes(UTF_16));
    for (var other : new String[] {"null", "[]", "\"text\"", "1", "true"}) {
      cases.put(other + " instead of an object", other.getBytes(UTF_8));
    }
    return cases;
  }

  private static byte[] bytesInGoodsNo(String good, int... bytes) {
    var raw = new StringBuilder();
    for (var b : bytes) {
      raw.append((char) b);
    }
    var latin = new String(good.getBytes(UTF_8), ISO_8859_1);
    return latin.replace("LATTE-M", raw).getBytes(ISO_8859_1);
  }

  @Test
  @Clause("C-1")
  @DisplayName("Bad syntax, bad UTF-8, duplicate keys, deep nesting: 400 syntax-invalid, never 5xx")
  void what_is_not_a_json_object_is_malformed() {
    refused("/v1/payment-orders");
  }

  @Test
  @Clause({"C-2", "C-4"})
  @DisplayName("The same holds for query, close, refunds and their query")
  void the_same_holds_for_the_other_calls() {
    refused("/v1/payment-orders/query");
    refused("/v1/payment-orders/close");
    refused("/v1/refunds");
    refused("/v1/refunds/query");
  }

  private void refused(String path) {
    var softly = new SoftAssertions();
    broken()
        .forEach((what, body) -> {
          var answer = stage.merchant().post(path, body);
          softly.assertThat(answer.status()).as("%s: %s", what, answer).isEqualTo(400);
          softly
              .assertThat(answer.text("code"))
              .as("%s: %s", what, answer)
              .isEqualTo("syntax-invalid");
        });
    softly.assertAll();
  }

  @Test
  @Clause("C-1")
  @DisplayName("Sixteen levels are taken")
  void sixteen_levels_are_taken() {
    var good = stage.bodies().order().toString();
    var deep =
        good.replaceFirst("\\{", "{\"ext\":" + "{\"a\":".repeat(15) + "1" + "}".repeat(15) + ",");
    stage.merchant().post("/v1/payment-orders", deep.getBytes(UTF_8)).ok();
  }
}
