package org.maapay.database;

import java.lang.reflect.Method;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What one connection does from one commit to the next. */
final class Transaction {
  private final StatementRecorder recorder;
  private final Set<Integer> buckets = new HashSet<>();
  private final Set<String> statements = new LinkedHashSet<>();
  private boolean alone = true;

  Transaction(StatementRecorder recorder) {
    this.recorder = recorder;
  }

  Connection over(Connection connection) {
    return Recorded.proxy(
        Connection.class,
        connection,
        new Recorded.Observer() {
          @Override
          public void before(Method method, Object[] arguments) {
            if (method.getName().equals("commit") || method.getName().equals("rollback")) {
              end();
            } else if (method.getName().equals("setAutoCommit")) {
              end();
              alone = (boolean) arguments[0];
            }
          }

          @Override
          public @Nullable Object after(Method method, @Nullable Object answer, Object[] given) {
            return switch (answer) {
              case PreparedStatement prepared ->
                  Recorded.proxy(
                      PreparedStatement.class, prepared, new Prepared((String) given[0]));
              case Statement plain when method.getName().equals("createStatement") ->
                  Recorded.proxy(Statement.class, plain, Transaction.this::plain);
              case null, default -> answer;
            };
          }
        });
  }

  private @Nullable Object plain(Method method, @Nullable Object answer, Object[] arguments) {
    if (method.getName().startsWith("execute") && arguments.length > 0) {
      recorder.prepared((String) arguments[0]);
    }
    return answer;
  }

  private void executed(String sql, Set<Integer> touched) {
    statements.add(sql.strip());
    buckets.addAll(touched);
    if (alone) {
      end();
    }
  }

  private void end() {
    if (!buckets.isEmpty()) {
      recorder.ended(Set.copyOf(buckets), Set.copyOf(statements));
    }
    buckets.clear();
    statements.clear();
  }

  /** A statement with parameters. */
  private final class Prepared implements Recorded.Observer {
    private final String sql;
    private final Set<Integer> numbers;
    private final Map<Integer, List<Integer>> given = new ConcurrentHashMap<>();
    private final Set<Integer> batched = new HashSet<>();

    Prepared(String sql) {
      this.sql = sql;
      this.numbers = recorder.prepared(sql).bucketParameters();
    }

    @Override
    public void before(Method method, Object[] arguments) throws SQLException {
      var name = method.getName();
      if (name.startsWith("set")
          && arguments.length > 1
          && arguments[0] instanceof Integer number
          && numbers.contains(number)) {
        given.put(number, buckets(arguments[1]));
      } else if (name.equals("addBatch")) {
        given.values().forEach(batched::addAll);
      } else if (name.startsWith("execute")) {
        var touched = new HashSet<>(batched);
        batched.clear();
        if (!name.equals("executeBatch")) {
          given.values().forEach(touched::addAll);
        }
        executed(sql, touched);
      }
    }

    @Override
    public @Nullable Object after(Method method, @Nullable Object answer, Object[] arguments) {
      return answer;
    }
  }

  private static List<Integer> buckets(Object value) throws SQLException {
    return switch (value) {
      case Number one -> List.of(one.intValue());
      case Array many ->
          Arrays.stream((Object[]) many.getArray()).map(it -> ((Number) it).intValue()).toList();
      default -> throw new IllegalArgumentException("not a bucket: " + value.getClass());
    };
  }
}
