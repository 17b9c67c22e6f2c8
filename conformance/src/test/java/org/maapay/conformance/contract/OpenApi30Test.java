package org.maapay.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OpenApi30Test {
  private static final Path REFERENCE = Path.of("../docs/reference");

  @Test
  void the_copy_in_3_0_is_what_the_contract_generates() throws IOException {
    var generated = OpenApi30.from(Files.readString(REFERENCE.resolve("openapi.yaml")));
    assertThat(Files.readString(REFERENCE.resolve("openapi-3.0.json")))
        .as(
            "generate it anew: OpenApi30 docs/reference/openapi.yaml docs/reference/openapi-3.0.json")
        .isEqualTo(generated);
  }

  @Test
  void nothing_that_only_3_1_knows_is_left() throws IOException {
    var generated = OpenApi30.from(Files.readString(REFERENCE.resolve("openapi.yaml")));
    assertThat(generated)
        .doesNotContain(
            "\"examples\"", "\"const\"", "\"dependentRequired\"", "\"exclusiveMinimum\" : 0");
  }
}
