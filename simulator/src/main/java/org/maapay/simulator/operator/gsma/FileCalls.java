package org.maapay.simulator.operator.gsma;

import java.sql.SQLException;
import org.maapay.messaging.Chatbot.Content;
import org.maapay.simulator.http.MultipartReader;
import org.maapay.simulator.http.Reply;
import org.maapay.simulator.http.Request;
import org.maapay.simulator.operator.Inside;
import org.maapay.simulator.operator.Later;
import org.maapay.simulator.operator.RegisteredChatbot;
import org.maapay.simulator.operator.store.MediaFiles;
import org.maapay.simulator.operator.store.Medias;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Files: usable at once, reported as approved after a while. */
final class FileCalls implements AutoCloseable {
  private final Medias medias;
  private final MediaFiles files;
  private final GsmaNotices notices;
  private final Inside inside;
  private final Later later = new Later();

  FileCalls(Medias medias, MediaFiles files, GsmaNotices notices, Inside inside) {
    this.medias = medias;
    this.files = files;
    this.notices = notices;
    this.inside = inside;
  }

  Reply upload(RegisteredChatbot chatbot, Request request) throws SQLException {
    var parts =
        MultipartReader.read(request.header("content-type").orElse(""), request.body().toArray());
    var file =
        parts.stream()
            .flatMap(all -> all.stream())
            .filter(part -> !part.contentType().equals("application/octet-stream"))
            .findFirst();
    if (file.isEmpty()) {
      return GsmaNorthbound.refuse(400, "no fileContent");
    }
    var content = Content.of(file.get().fileName(), file.get().contentType(), file.get().bytes());
    var stored = medias.store(chatbot.chatbotId(), content, false);
    later.after(
        inside.setup().reviewsTake(),
        () -> notices.file(chatbot, describe(stored).put("status", "approved")));
    return Reply.json(202, describe(stored).put("status", "pending"));
  }

  private ObjectNode describe(Medias.Stored stored) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("fileId", stored.id())
        .put("fileUrl", files.url(stored))
        .put("fileMIMEType", stored.content().contentType())
        .put("fileSize", stored.content().bytes().size())
        .put("until", String.valueOf(stored.status().until()));
  }

  Reply find(RegisteredChatbot chatbot, String id) throws SQLException {
    var stored = medias.find(id);
    return stored.isPresent() && stored.get().chatbotId().equals(chatbot.chatbotId())
        ? Reply.json(200, describe(stored.get()).put("status", "approved"))
        : GsmaNorthbound.refuse(404, "no such file");
  }

  Reply delete(RegisteredChatbot chatbot, String id) throws SQLException {
    return medias.delete(chatbot.chatbotId(), id)
        ? Reply.empty(204)
        : GsmaNorthbound.refuse(410, "no such file");
  }

  Reply serve(Request request) throws SQLException {
    return files.serve(request);
  }

  @Override
  public void close() {
    later.close();
  }
}
