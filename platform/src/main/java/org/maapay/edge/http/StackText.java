package org.maapay.edge.http;

import java.sql.SQLException;

/**
 * Where a failure happened, for the log: classes and lines, the state that a database names, and no
 * message of a cause, which may repeat data.
 */
final class StackText {
  private static final int FRAMES = 12;

  private StackText() {}

  static String of(Throwable failure) {
    var text = new StringBuilder();
    var separator = "";
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      text.append(separator).append(cause.getClass().getName());
      if (cause instanceof SQLException failed) {
        text.append(", SQLSTATE ").append(failed.getSQLState());
      }
      var frames = cause.getStackTrace();
      for (int i = 0; i < Math.min(frames.length, FRAMES); i++) {
        text.append("\n  at ").append(frames[i]);
      }
      separator = "\n caused by ";
    }
    return text.toString();
  }
}
