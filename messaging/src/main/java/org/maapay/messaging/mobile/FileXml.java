package org.maapay.messaging.mobile;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import org.maapay.messaging.FileRef;
import org.maapay.messaging.FileRef.Role;
import org.maapay.messaging.wire.Json;
import org.w3c.dom.Element;

/** Files as this family writes them: the GSMA's file transfer over HTTP. */
final class FileXml {
  static final String TYPE = "application/vnd.gsma.rcs-ft-http+xml";
  private static final String NAMESPACE = "urn:gsma:params:xml:ns:rcs:rcs:fthttp";

  private FileXml() {}

  static String write(List<FileRef> files) {
    var document =
        Xml.document(
            "",
            "file",
            NAMESPACE,
            writer -> {
              for (var file : files) {
                writer.element("file-info", info -> write(info, file));
              }
            });
    return new String(document, StandardCharsets.UTF_8);
  }

  private static void write(Xml.Writer info, FileRef file) throws XMLStreamException {
    info.attribute("type", file.role() == Role.FILE ? "file" : "thumbnail");
    if (file.bytes() >= 0) {
      info.text("file-size", Long.toString(file.bytes()));
    }
    info.optional("content-type", file.contentType());
    info.element(
        "data",
        data -> {
          data.attribute("url", file.url().toString());
          var until = file.until();
          if (until != null) {
            data.attribute("until", until);
          }
        });
  }

  /** Empty for a text that is no such XML. */
  static List<FileRef> read(String text) {
    return Xml.read(text).stream()
        .flatMap(root -> Xml.all(root, "file-info"))
        .flatMap(FileXml::read)
        .toList();
  }

  private static Stream<FileRef> read(Element info) {
    var data = Xml.all(info, "data").findFirst();
    var size = Xml.textOr(info, "file-size", "");
    return data.stream()
        .flatMap(element -> Json.uri(element.getAttribute("url")).stream())
        .map(url ->
            new FileRef(
                "thumbnail".equals(info.getAttribute("type")) ? Role.THUMBNAIL : Role.FILE,
                url,
                Xml.text(info, "content-type"),
                size.matches("[0-9]{1,12}") ? Long.parseLong(size) : -1,
                data.map(element -> element.getAttribute("until"))
                    .filter(until -> !until.isEmpty())
                    .orElse(null)));
  }
}
