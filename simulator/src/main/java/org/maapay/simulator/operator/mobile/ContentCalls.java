package org.maapay.simulator.operator.mobile;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import org.maapay.messaging.Bytes;
import org.maapay.messaging.Chatbot.Content;
import org.maapay.simulator.http.MultipartReader;
import org.maapay.simulator.http.Reply;
import org.maapay.simulator.http.Reply.Whole;
import org.maapay.simulator.http.Request;
import org.maapay.simulator.operator.Inside;
import org.maapay.simulator.operator.Later;
import org.maapay.simulator.operator.RegisteredChatbot;
import org.maapay.simulator.operator.store.MediaFiles;
import org.maapay.simulator.operator.store.Medias;

/** The file server: a ticket at once, the address after the review. */
final class ContentCalls implements AutoCloseable {
  private static final int LARGEST = 10 * 1024 * 1024;

  private final Medias medias;
  private final MediaFiles files;
  private final MobileNotices notices;
  private final Inside inside;
  private final Later later = new Later();

  ContentCalls(Medias medias, MediaFiles files, MobileNotices notices, Inside inside) {
    this.medias = medias;
    this.files = files;
    this.notices = notices;
    this.inside = inside;
  }

  Reply upload(RegisteredChatbot chatbot, Request request) throws SQLException {
    var parts =
        MultipartReader.read(request.header("content-type").orElse(""), request.body().toArray());
    if (parts.isEmpty() || parts.get().isEmpty()) {
      return answer(200, "31001", "no file");
    }
    var file = parts.get().getLast();
    if (file.bytes().length > LARGEST || file.bytes().length == 0) {
      return answer(413, "31002", "size");
    }
    var content = Content.of(file.fileName(), file.contentType(), file.bytes());
    var stored = medias.store(chatbot.chatbotId(), content, true);
    later.after(inside.setup().reviewsTake(), () -> review(chatbot, stored));
    return answer(200, "00000", "success").with("tid", stored.id());
  }

  /** The operator's people pass what is a picture, a sound or a film. */
  private void review(RegisteredChatbot chatbot, Medias.Stored stored) {
    boolean passed = stored.content().contentType().matches("(?:image|audio|video)/.+");
    try {
      if (passed) {
        medias.pass(stored.id());
      }
    } catch (SQLException failure) {
      throw new IllegalStateException("a review could not be stored", failure);
    }
    notices.reviewed(chatbot, stored.id(), passed, passed ? describe(stored) : "");
  }

  private String describe(Medias.Stored stored) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>\
    <file xmlns="urn:gsma:params:xml:ns:rcs:rcs:fthttp"><file-info type="file">\
    <file-size>%d</file-size><file-name>%s</file-name><content-type>%s</content-type>\
    <data url="%s" until="2099-12-31T23:59:59Z"/></file-info></file>\
    """
        .formatted(
            stored.content().bytes().size(),
            XmlText.escaped(stored.content().fileName()),
            XmlText.escaped(stored.content().contentType()),
            XmlText.escaped(files.url(stored)));
  }

  Reply delete(RegisteredChatbot chatbot, Request request) throws SQLException {
    var tid = request.header("tid").orElse("");
    return medias.delete(chatbot.chatbotId(), tid)
        ? answer(200, "00000", "success")
        : answer(404, "31003", "no such file");
  }

  /** A file for a chatbot, or, without its headers, for a handset. */
  Reply serve(Request request) throws SQLException {
    return files.serve(request);
  }

  private static Reply answer(int status, String code, String text) {
    var json = "{\"code\":\"%s\",\"msg\":\"%s\"}".formatted(code, text);
    return new Whole(
        status,
        Map.of("content-type", "application/json"),
        Bytes.of(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void close() {
    later.close();
  }
}
