package org.maapay.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProblemCatalogueTest {
  private static final Path DOCS = Path.of("../docs");

  private record Entry(String code, int status, String english, String chinese) {}

  private static List<Entry> catalogue() throws IOException {
    return Files.readAllLines(DOCS.resolve("problems/catalogue.tsv")).stream()
        .skip(1)
        .map(line -> line.split("\t", -1))
        .map(f -> new Entry(f[0], Integer.parseInt(f[1]), f[2], f[3]))
        .toList();
  }

  @Test
  void each_code_has_a_page_in_both_languages_and_each_page_a_code() throws IOException {
    for (var entry : catalogue()) {
      var page = Files.readString(DOCS.resolve("problems/" + entry.code() + ".md"));
      assertThat(page).startsWith("# `%s` (%d)".formatted(entry.code(), entry.status()));
      assertThat(page)
          .contains("## " + entry.chinese(), "## " + entry.english(), "**怎么办**", "**What to do**");
    }
    try (var files = Files.list(DOCS.resolve("problems"))) {
      var pages =
          files
              .map(f -> f.getFileName().toString())
              .filter(n -> n.endsWith(".md") && !n.equals("README.md"));
      assertThat(pages.map(n -> n.replace(".md", ""))).containsExactlyInAnyOrderElementsOf(codes());
    }
  }

  /** The platform's own list, read as text: this module must not see the platform. */
  @Test
  void the_catalogue_is_what_the_platform_answers() throws IOException {
    var source =
        Files.readString(
            Path.of("../platform/src/main/java/org/maapay/edge/http/ProblemCode.java"));
    var answered =
        Pattern.compile("^  ([A-Z_]+)\\((\\d+), \"([^\"]*)\", \"([^\"]*)\"\\)", Pattern.MULTILINE)
            .matcher(source)
            .results()
            .map(m ->
                new Entry(
                    m.group(1).toLowerCase(Locale.ROOT).replace('_', '-'),
                    Integer.parseInt(m.group(2)),
                    m.group(3),
                    m.group(4)));
    assertThat(answered).containsExactlyElementsOf(catalogue());
  }

  @Test
  void codes_are_unique_and_plain() throws IOException {
    assertThat(catalogue())
        .extracting(Entry::code)
        .doesNotHaveDuplicates()
        .allMatch(c -> c.matches("[a-z]+(-[a-z]+)*"));
    assertThat(catalogue()).extracting(Entry::status).allMatch(s -> s >= 400 && s <= 599);
  }

  @Test
  void every_code_that_the_contract_names_is_in_the_catalogue() throws IOException {
    var named =
        Pattern.compile("`([a-z]+(?:-[a-z]+)+)`")
            .matcher(Files.readString(DOCS.resolve("reference/openapi.yaml")))
            .results()
            .map(m -> m.group(1))
            .filter(word ->
                !Set.of("content-digest", "sha-256", "sha-512", "notification-id").contains(word))
            .collect(Collectors.toUnmodifiableSet());
    assertThat(named).hasSizeGreaterThan(25).isSubsetOf(codes());
  }

  private static Set<String> codes() throws IOException {
    return catalogue().stream().map(Entry::code).collect(Collectors.toUnmodifiableSet());
  }
}
