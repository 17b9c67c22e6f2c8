package org.maapay.simulator.operator.mobile;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads and writes XML for the emulator, by means of its own. */
final class XmlText {
  private XmlText() {}

  static Optional<Element> read(String text) {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      return Optional.of(builder.parse(new ByteArrayInputStream(bytes)).getDocumentElement());
    } catch (SAXException | IOException _) {
      return Optional.empty();
    } catch (ParserConfigurationException impossible) {
      throw new AssertionError("the JDK's parser has this feature", impossible);
    }
  }

  static List<String> all(Element root, String name) {
    var nodes = root.getElementsByTagNameNS("*", name);
    return IntStream.range(0, nodes.getLength())
        .mapToObj(i -> nodes.item(i).getTextContent())
        .toList();
  }

  static String first(Element root, String name) {
    return all(root, name).stream().findFirst().map(String::strip).orElse("");
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  static String element(String name, String value) {
    return "<" + name + ">" + escaped(value) + "</" + name + ">";
  }

  static String cdata(String name, String value) {
    return "<%s><![CDATA[%s]]></%s>".formatted(name, value.replace("]]>", "]]]]><![CDATA[>"), name);
  }

  /** A document in OMA's messaging namespace. */
  static String document(String root, String inner) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><msg:%s xmlns:msg=\"urn:oma:xml:rest:netapi:messaging:1\">%s</msg:%s>"
        .formatted(root, inner, root);
  }
}
