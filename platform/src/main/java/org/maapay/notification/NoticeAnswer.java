package org.maapay.notification;

import java.nio.charset.StandardCharsets;
import org.maapay.edge.http.json.Json;
import org.maapay.edge.http.json.JsonReader;

/** The merchant's answer to a callback (C-3, {@code noticeResult}). */
final class NoticeAnswer {
  private NoticeAnswer() {}

  static boolean isSuccess(String answer) {
    return JsonReader.read(answer.getBytes(StandardCharsets.UTF_8))
            instanceof JsonReader.Parsed.Value(Json.Obj body)
        && body.get("noticeResult") instanceof Json.Text(var result)
        && result.equals("SUCCESS");
  }
}
