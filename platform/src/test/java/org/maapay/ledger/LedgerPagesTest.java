package org.maapay.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.maapay.Clause;
import org.maapay.ledger.hold.Expiring;
import org.maapay.ledger.hold.PartPosting;
import org.maapay.ledger.hold.Placing;
import org.maapay.ledger.hold.Voiding;
import org.maapay.ledger.statement.Statement;

/** The pages in {@code docs/reference/ledger}, walked row by row against real books. */
class LedgerPagesTest {
  private static final Path PAGES = Path.of("..", "docs", "reference", "ledger");
  private static final Pattern ROW =
      Pattern.compile("\\| (\\d+) \\| `(\\w+)` \\| [^|]+ \\| ([^|]+) \\|");

  private final LedgerRows rows = new LedgerRows();

  /** An operation, its page, and the type that its results are of. */
  enum Operation {
    TRANSFER("transfer", Posting.class),
    PLACE("place-hold", Placing.class),
    POST("post-hold", PartPosting.class),
    VOID("void-hold", Voiding.class),
    EXPIRE("expire-hold", Expiring.class),
    STATE("statement", Statement.class);

    final String page;
    final Class<?> results;

    Operation(String page, Class<?> results) {
      this.page = page;
      this.results = results;
    }
  }

  /** A row of a page. */
  record Row(Operation operation, int place, String result, String changes) {
    @Override
    public String toString() {
      return operation.page + " " + place + " " + result;
    }
  }

  @AfterEach
  void close() {
    rows.close();
  }

  @ParameterizedTest
  @EnumSource
  void a_page_lists_the_results_of_its_type_in_their_order(Operation operation) throws IOException {
    var table = table(operation);
    assertThat(table.stream().map(Row::result))
        .containsExactlyElementsOf(
            Arrays.stream(operation.results.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .toList());
    for (int i = 0; i < table.size(); i++) {
      assertThat(table.get(i).place()).isEqualTo(i + 1);
    }
  }

  @Test
  void every_page_is_walked() throws IOException {
    try (var files = Files.list(PAGES)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(
                      Stream.of("README.md"),
                      Arrays.stream(Operation.values()).map(it -> it.page + ".md"))
                  .toList());
    }
  }

  @ParameterizedTest
  @MethodSource("table")
  @Clause("6.3.2-2a")
  void each_row_is_the_answer_before_all_those_below_it(Row row) {
    var situation = rows.of(row.operation(), row.result());
    Map<String, Long> before = rows.books();
    assertThat(situation.ask().getClass().getSimpleName()).isEqualTo(row.result());
    if (row.changes().equals("nothing")) {
      assertThat(rows.books()).isEqualTo(before);
    } else {
      assertThat(rows.books()).isNotEqualTo(before);
    }
    assertThat(rows.broken()).isEmpty();
  }

  static List<Row> table() throws IOException {
    var all = new ArrayList<Row>();
    for (var operation : Operation.values()) {
      all.addAll(table(operation));
    }
    return all;
  }

  private static List<Row> table(Operation operation) throws IOException {
    var page = Files.readString(PAGES.resolve(operation.page + ".md"));
    return ROW.matcher(page)
        .results()
        .map(row ->
            new Row(operation, Integer.parseInt(row.group(1), 10), row.group(2), row.group(3)))
        .toList();
  }
}
