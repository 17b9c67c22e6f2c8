package org.maapay.messaging.mobile;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/** Holds what goes to China Mobile against our schemas of it, also the files within a message. */
final class MobileSchemas {
  private static final Schema MESSAGING = schema("messaging.xsd");
  private static final Schema FILES = schema("files.xsd");

  private MobileSchemas() {}

  /** What is wrong with a body; empty if nothing is. */
  static List<String> faults(String body) {
    var faults = new ArrayList<String>();
    fault(MESSAGING, body).ifPresent(faults::add);
    Xml.read(body)
        .ifPresent(root -> {
          var type = Xml.textOr(root, "contentType", "");
          var content = Xml.textOr(root, "bodyText", "");
          var pieces =
              MixedBody.is(type)
                  ? MixedBody.read(type, content)
                  : List.of(new MixedBody.Piece(type, content));
          pieces.stream()
              .filter(piece -> piece.contentType().startsWith(FileXml.TYPE))
              .forEach(piece -> fault(FILES, piece.content()).ifPresent(faults::add));
        });
    return faults;
  }

  private static Optional<String> fault(Schema schema, String xml) {
    try {
      schema.newValidator().validate(new StreamSource(new StringReader(xml)));
      return Optional.empty();
    } catch (SAXException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Schema schema(String name) {
    try {
      var url = Objects.requireNonNull(MobileSchemas.class.getResource("/mobile/" + name), name);
      return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(url);
    } catch (SAXException e) {
      throw new IllegalStateException(name, e);
    }
  }
}
