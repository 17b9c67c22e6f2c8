package org.maapay.messaging.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.maapay.messaging.Chatbot.Content;

/** A multipart/form-data body of files. */
public final class Multipart {
  private final String boundary = "part-" + UUID.randomUUID();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  public String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  public Multipart add(String name, Content content) {
    var fileName = content.fileName().replaceAll("[\"\\\\\\p{Cntrl}]", "_");
    write("--" + boundary + "\r\n");
    write(
        "Content-Disposition: form-data; name=\"" + name + "\"; filename=\"" + fileName + "\"\r\n");
    write("Content-Type: " + content.contentType().replaceAll("\\p{Cntrl}", "") + "\r\n\r\n");
    body.writeBytes(content.bytes().toArray());
    write("\r\n");
    return this;
  }

  public Multipart field(String name, String value) {
    write("--" + boundary + "\r\n");
    write("Content-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n");
    return this;
  }

  /** The whole body; nothing can be added after. */
  public byte[] bytes() {
    write("--" + boundary + "--\r\n");
    return body.toByteArray();
  }

  private void write(String text) {
    body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
