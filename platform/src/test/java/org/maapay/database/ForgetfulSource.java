package org.maapay.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connections that work, but now and then lose the answer to a commit that happened. */
public final class ForgetfulSource {
  private final DataSource source;
  private final AtomicBoolean lose = new AtomicBoolean();
  private final AtomicReference<String> loseOf = new AtomicReference<>("");

  public ForgetfulSource(DataSource source) {
    this.source = source;
  }

  /** The next commit happens, and whoever asked for it learns nothing but a broken connection. */
  public void loseNextCommitAnswer() {
    lose.set(true);
  }

  /** The same for the next call of the posting function, which commits by itself. */
  public void loseNextPostingAnswer() {
    loseNextAnswerOf("post_batch");
  }

  /** The same for the next query with {@code part} in its text, which commits by itself. */
  public void loseNextAnswerOf(String part) {
    loseOf.set(part);
  }

  public DataSource asSource() {
    return (DataSource)
        Proxy.newProxyInstance(
            ForgetfulSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (_, method, arguments) ->
                invoke(source, method, arguments) instanceof Connection connection
                    ? forgetful(connection)
                    : null);
  }

  private Connection forgetful(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            ForgetfulSource.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              var answer = invoke(connection, method, arguments);
              if (method.getName().equals("commit") && lose.getAndSet(false)) {
                throw new SQLException("the connection broke", "08006");
              }
              return answer instanceof PreparedStatement statement
                  ? forgetful(statement, arguments[0].toString())
                  : answer;
            });
  }

  private PreparedStatement forgetful(PreparedStatement statement, String sql) {
    return (PreparedStatement)
        Proxy.newProxyInstance(
            ForgetfulSource.class.getClassLoader(),
            new Class<?>[] {PreparedStatement.class},
            (_, method, arguments) -> {
              var answer = invoke(statement, method, arguments);
              var part = loseOf.get();
              if (method.getName().equals("executeQuery")
                  && !part.isEmpty()
                  && sql.contains(part)
                  && loseOf.compareAndSet(part, "")) {
                throw new SQLException("the connection broke", "08006");
              }
              return answer;
            });
  }

  private static @Nullable Object invoke(
      Object target, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
