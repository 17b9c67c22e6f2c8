package org.maapay.conformance.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The contract as OpenAPI 3.0, for tools that do not read 3.1 yet. */
public final class OpenApi30 {
  private OpenApi30() {}

  /** Writes the second file from the first: {@code openapi.yaml openapi-3.0.json}. */
  public static void main(String[] args) throws IOException {
    Files.writeString(Path.of(args[1]), from(Files.readString(Path.of(args[0]))));
  }

  /** The 3.0 document for a 3.1 one, as JSON text. */
  static String from(String yaml) {
    var document = (ObjectNode) new YAMLMapper().readTree(yaml);
    document.put("openapi", "3.0.4");
    var info = (ObjectNode) document.path("info");
    info.remove("summary");
    var license = (ObjectNode) info.path("license");
    license.remove("identifier");
    license.put("url", "https://www.apache.org/licenses/LICENSE-2.0");
    convert(document);
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
  }

  private static void convert(JsonNode node) {
    if (node instanceof ArrayNode array) {
      array.forEach(OpenApi30::convert);
    }
    if (node instanceof ObjectNode object) {
      object.forEach(OpenApi30::convert);
      keywords(object);
    }
  }

  /** The keywords of the contract's schemas that 3.0 says otherwise or does not know. */
  private static void keywords(ObjectNode schema) {
    if (schema.path("examples") instanceof ArrayNode examples) {
      schema.remove("examples");
      schema.set("example", examples.get(0));
    }
    if (schema.path("const").isValueNode() && !schema.path("const").isMissingNode()) {
      schema.putArray("enum").add(schema.path("const"));
      schema.remove("const");
    }
    if (schema.path("exclusiveMinimum").isNumber()) {
      schema.set("minimum", schema.path("exclusiveMinimum"));
      schema.put("exclusiveMinimum", true);
    }
    if (schema.path("dependentRequired").isObject()) {
      schema.remove("dependentRequired");
    }
  }
}
