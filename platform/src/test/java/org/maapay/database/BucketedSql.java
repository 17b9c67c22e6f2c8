package org.maapay.database;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads out of a statement which bucketed tables it looks at without naming a bucket. A table is
 * bound where its bucket equals a value, or the bucket of something that is bound. It reads joins
 * with JOIN and USING, as this code base writes them; no list of tables with commas.
 */
final class BucketedSql {
  private static final Pattern NOISE =
      Pattern.compile("--[^\n]*|/\\*.*?\\*/|'(?:[^']|'')*'", Pattern.DOTALL);
  private static final Pattern INNER =
      Pattern.compile("\\(\\s*(?:select|with|update|insert|delete)\\b");
  private static final Pattern PART =
      Pattern.compile("\\b(?:union(?:\\s+all)?|except|intersect)\\b|;");
  private static final Pattern TABLE =
      Pattern.compile(
          "(?<!\\bfor )(?<!\\bdo )\\b(?:from|join|update|using) (?:only )?(\\w+)(?: (?:as )?"
              + "(?!(?:set|where|on|join|left|inner|cross|using|order|group|limit|for|returning|"
              + "loop|end)\\b)(\\w+))?");
  private static final Pattern INSERT =
      Pattern.compile("\\binsert into (\\w+)(?: as \\w+)? ?(\\([^)]*\\))?");
  private static final Pattern EQUAL =
      Pattern.compile(
          "(?:(\\w+)\\.)?\\bbucket ?= ?(?:(\\w+)\\.bucket\\b|(?!any\\b)\\S)"
              + "|[\\w?)] ?= ?(?:(\\w+)\\.)?(bucket)\\b");

  private final Set<String> bucketed;
  private final Set<String> unbound = new TreeSet<>();

  private BucketedSql(Set<String> bucketed) {
    this.bucketed = bucketed;
  }

  /**
   * The tables among {@code bucketed} that {@code sql}, a statement or the body of a function,
   * looks at in all buckets, or writes without a bucket.
   */
  static Set<String> unbound(String sql, Set<String> bucketed) {
    var reading = new BucketedSql(bucketed);
    reading.look(plain(sql), Map.of());
    return reading.unbound;
  }

  /** {@code sql} in small letters and single spaces, without comments and quoted texts. */
  static String plain(String sql) {
    var text = NOISE.matcher(sql.toLowerCase(Locale.ROOT)).replaceAll(" ");
    return text.replaceAll("\\s+", " ").strip();
  }

  /** Takes the queries inside of {@code text} out, looks at what is left and then at each. */
  private void look(String text, Map<String, Boolean> outer) {
    var inner = new ArrayList<String>();
    var own = new StringBuilder(text);
    for (var found = INNER.matcher(own); found.find(); found = INNER.matcher(own)) {
      int end = closing(own, found.start());
      inner.add(own.substring(found.start() + 1, end));
      own.replace(found.start(), end + 1, "[]");
    }
    var seen = new HashMap<>(outer);
    for (var part : PART.split(own, -1)) {
      judge(new Scope(part, bucketed, outer), seen);
    }
    inner.forEach(query -> look(query, seen));
  }

  /** Tells the queries inside which names are bound. */
  private void judge(Scope scope, Map<String, Boolean> seen) {
    var bound = scope.bound();
    scope.tables.forEach((alias, table) -> {
      seen.put(alias, bound.contains(alias));
      if (!bound.contains(alias)) {
        unbound.add(table);
      }
    });
    for (var insert = INSERT.matcher(scope.text); insert.find(); ) {
      if (bucketed.contains(insert.group(1)) && !namesBucket(insert.group(2))) {
        unbound.add(insert.group(1));
      }
    }
  }

  private static boolean namesBucket(@Nullable String columns) {
    return columns != null && List.of(columns.split("[ ,()]+")).contains("bucket");
  }

  private static int closing(CharSequence text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    throw new IllegalArgumentException("a parenthesis stays open: " + text);
  }

  /** One query, without those inside it. */
  private static final class Scope {
    private final String text;
    private final Map<String, Boolean> outer;
    private final Map<String, String> tables = new HashMap<>();

    Scope(String text, Set<String> bucketed, Map<String, Boolean> outer) {
      this.text = text;
      this.outer = outer;
      for (var found = TABLE.matcher(text); found.find(); ) {
        if (bucketed.contains(found.group(1))) {
          var alias = found.group(2);
          tables.put(alias == null ? found.group(1) : alias, found.group(1));
        }
      }
    }

    /** The names whose bucket is sure; one may be so by another. */
    Set<String> bound() {
      var bound = new HashSet<String>();
      for (int before = -1; before < bound.size(); ) {
        before = bound.size();
        for (var equal = EQUAL.matcher(text); equal.find(); ) {
          boolean turned = equal.group(4) != null;
          var one = named(turned ? equal.group(3) : equal.group(1));
          var other = equal.group(2);
          if (other == null || isBound(other, bound)) {
            add(one, bound);
          }
          if (other != null && isBound(one, bound)) {
            add(other, bound);
          }
        }
      }
      return bound;
    }

    /** Whose bucket it is where no name is given: there is one table alone. */
    private String named(@Nullable String alias) {
      return alias == null && tables.size() == 1
          ? tables.keySet().iterator().next()
          : alias == null ? "" : alias;
    }

    private void add(String alias, Set<String> bound) {
      if (tables.containsKey(alias)) {
        bound.add(alias);
      }
    }

    /** Rows of parameters and of queries inside have the bucket they were given. */
    private boolean isBound(String alias, Set<String> bound) {
      return tables.containsKey(alias) ? bound.contains(alias) : outer.getOrDefault(alias, true);
    }
  }
}
