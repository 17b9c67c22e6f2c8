package org.maapay.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds the parameters of a statement that are buckets, by their numbers from 1. */
final class BucketParameters {
  private static final Pattern EQUAL = Pattern.compile("\\bbucket ?= ?\\?");
  private static final Pattern ARGUMENT = Pattern.compile("\\b\\w+_bucket => \\?");
  private static final Pattern INSERT =
      Pattern.compile("\\binsert into \\w+(?: as \\w+)? ?\\(([^)]*)\\) (?:values ?\\(|select )");
  private static final Pattern ROWS =
      Pattern.compile("\\bunnest ?\\(([^)]*)\\) (?:as )?\\w+ ?\\(([^)]*)\\)");

  private BucketParameters() {}

  static Set<Integer> of(String sql) {
    var text = BucketedSql.plain(sql);
    var numbers = new TreeSet<Integer>();
    for (var pattern : List.of(EQUAL, ARGUMENT)) {
      for (var found = pattern.matcher(text); found.find(); ) {
        numbers.add(before(text, found.end()));
      }
    }
    for (var found = INSERT.matcher(text); found.find(); ) {
      add(numbers, text, found.end(), List.of(found.group(1).split("[ ,]+")));
    }
    for (var found = ROWS.matcher(text); found.find(); ) {
      add(numbers, text, found.start(1), List.of(found.group(2).split("[ ,]+")));
    }
    return numbers;
  }

  /** Looks which of the values that begin at {@code from} stands where the bucket is named. */
  private static void add(Set<Integer> numbers, String text, int from, List<String> columns) {
    int wanted = columns.indexOf("bucket");
    var starts = values(text, from);
    if (wanted >= 0 && wanted + 1 < starts.size()) {
      int mark = text.indexOf('?', starts.get(wanted));
      if (mark >= 0 && mark < starts.get(wanted + 1)) {
        numbers.add(before(text, mark + 1));
      }
    }
  }

  /** Where each value of a list begins, and where the list ends. */
  private static List<Integer> values(String text, int from) {
    var starts = new ArrayList<>(List.of(from));
    int depth = 0;
    for (int i = from; i < text.length() && depth >= 0; i++) {
      depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (depth < 0 || (depth == 0 && text.charAt(i) == ',')) {
        starts.add(i);
      }
    }
    starts.add(text.length());
    return starts;
  }

  private static int before(String text, int end) {
    return (int) text.substring(0, end).chars().filter(it -> it == '?').count();
  }
}
