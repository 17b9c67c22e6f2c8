package org.maapay.posting;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maapay.posting.Entry.Line;
import org.maapay.posting.Sheet.Placed;

/**
 * The call of the posting function {@code post_batch}: many entries at once, in the caller's
 * transaction, or in one of its own where the connection commits by itself.
 */
public final class PostBatch {
  private PostBatch() {}

  /** Posts {@code entries}; one verdict each, in their order. */
  public static List<Verdict> post(Connection tx, List<Entry> entries) throws SQLException {
    return post(tx, entries, true);
  }

  /**
   * @param careful whether every key is looked at first: slower, and no key that is there already
   *     fails the call
   */
  static List<Verdict> post(Connection tx, List<Entry> entries, boolean careful)
      throws SQLException {
    return post(tx, "post_batch(", null, entries, careful);
  }

  /**
   * The same by {@code post_bucket} of the Citus profile: all entries lie in {@code home}, to whose
   * machine the call is sent whole, if the connection commits by itself.
   */
  static List<Verdict> post(Connection tx, int home, List<Entry> entries, boolean careful)
      throws SQLException {
    return post(tx, "post_bucket(?, ", home, entries, careful);
  }

  private static List<Verdict> post(
      Connection tx, String function, @Nullable Integer home, List<Entry> entries, boolean careful)
      throws SQLException {
    var pages = pages(entries);
    var arrays = new ArrayList<Array>();
    try (var query = tx.prepareStatement(call(function, pages))) {
      int next = 1;
      if (home != null) {
        query.setShort(next++, home.shortValue());
      }
      query.setInt(next++, entries.size());
      query.setBoolean(next++, careful);
      for (var page : pages) {
        arrays.addAll(page.arrays(tx));
      }
      for (var array : arrays) {
        query.setArray(next++, array);
      }
      try (var row = query.executeQuery()) {
        row.next();
        return verdicts((Integer[]) row.getArray(1).getArray());
      }
    } finally {
      for (var array : arrays) {
        array.free();
      }
    }
  }

  private static String call(String function, List<Page<?>> pages) {
    return pages.stream()
        .flatMap(page -> page.sheet.arguments().stream())
        .map(argument -> ", " + argument + " => ?")
        .collect(Collectors.joining("", "SELECT " + function + "?, ?", ")"));
  }

  private static List<Verdict> verdicts(Integer[] numbers) {
    var verdicts = new ArrayList<Verdict>(numbers.length);
    for (int number : numbers) {
      verdicts.add(Verdict.of(number));
    }
    return verdicts;
  }

  /** The sheets that have rows, by name, so that the same sheets make the same statement. */
  private static List<Page<?>> pages(List<Entry> entries) {
    var pages = new IdentityHashMap<Sheet<?>, Page<?>>();
    for (int i = 0; i < entries.size(); i++) {
      for (var line : entries.get(i).lines()) {
        add(pages, line, i + 1);
      }
    }
    var sorted = new ArrayList<Page<?>>(pages.values());
    sorted.sort(Comparator.comparing(page -> page.sheet.name()));
    return sorted;
  }

  @SuppressWarnings("unchecked") // A page is only ever made here, for its own sheet.
  private static <R> void add(Map<Sheet<?>, Page<?>> pages, Line<R> line, int item) {
    ((Page<R>) pages.computeIfAbsent(line.sheet(), Page::new)).add(item, line.row());
  }

  /** The rows of one sheet in one batch. */
  private static final class Page<R> {
    private final Sheet<R> sheet;
    private final List<Placed<R>> rows = new ArrayList<>();

    Page(Sheet<R> sheet) {
      this.sheet = sheet;
    }

    void add(int item, R row) {
      rows.add(new Placed<>(item, sheet.bucket(row), row));
    }

    List<Array> arrays(Connection tx) throws SQLException {
      return sheet.arrays(tx, rows);
    }
  }
}
