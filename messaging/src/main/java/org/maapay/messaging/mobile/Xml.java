package org.maapay.messaging.mobile;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Reads and writes this family's XML. Names are looked for without their namespaces, which real
 * platforms put differently; documents with a DOCTYPE are refused, so nothing is ever fetched.
 */
final class Xml {
  private static final DocumentBuilderFactory READERS = readers();
  private static final XMLOutputFactory WRITERS = XMLOutputFactory.newFactory();

  /** Walking an element goes as deep as it is, on the thread's stack. */
  private static final String DEEPEST = "100";

  private static final String MOST_ATTRIBUTES = "100";
  private static final String LONGEST_NAME = "1000";

  /** What no XML can hold, also not escaped. */
  private static final Pattern IMPOSSIBLE =
      Pattern.compile("[^\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

  private Xml() {}

  private static DocumentBuilderFactory readers() {
    var factory = DocumentBuilderFactory.newInstance();
    try {
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      factory.setAttribute("jdk.xml.maxElementDepth", DEEPEST);
      factory.setAttribute("jdk.xml.elementAttributeLimit", MOST_ATTRIBUTES);
      factory.setAttribute("jdk.xml.maxXMLNameLimit", LONGEST_NAME);
    } catch (ParserConfigurationException impossible) {
      throw new AssertionError("the JDK's parser has these features", impossible);
    }
    factory.setNamespaceAware(true);
    factory.setXIncludeAware(false);
    factory.setExpandEntityReferences(false);
    return factory;
  }

  /** The root element; empty for what is no well-formed XML. */
  static Optional<Element> read(byte[] bytes) {
    try {
      var builder = READERS.newDocumentBuilder();
      builder.setErrorHandler(new Silent());
      Document document = builder.parse(new ByteArrayInputStream(bytes));
      return Optional.ofNullable(document.getDocumentElement());
    } catch (SAXException | IOException _) {
      return Optional.empty();
    } catch (ParserConfigurationException impossible) {
      throw new AssertionError("the factory makes its builders", impossible);
    }
  }

  static Optional<Element> read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  /** All elements of a name below {@code element}, at any depth. */
  static Stream<Element> all(Element element, String name) {
    var nodes = element.getElementsByTagNameNS("*", name);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i));
  }

  /** The stripped text of the first element of a name; null where there is none or it is empty. */
  static @Nullable String text(Element element, String name) {
    return all(element, name)
        .map(Node::getTextContent)
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse(null);
  }

  static String textOr(Element element, String name, String otherwise) {
    var text = text(element, name);
    return text == null ? otherwise : text;
  }

  /** Writes elements one after the other. */
  interface Content {
    void write(Writer writer) throws XMLStreamException;
  }

  /** A document of one root element. */
  static byte[] document(String prefix, String name, String namespace, Content content) {
    var text = new StringWriter();
    try {
      var out = WRITERS.createXMLStreamWriter(text);
      out.writeStartDocument("UTF-8", "1.0");
      if (prefix.isEmpty()) {
        out.setDefaultNamespace(namespace);
        out.writeStartElement(namespace, name);
        out.writeDefaultNamespace(namespace);
      } else {
        out.writeStartElement(prefix, name, namespace);
        out.writeNamespace(prefix, namespace);
      }
      content.write(new Writer(out));
      out.writeEndElement();
      out.writeEndDocument();
      out.close();
    } catch (XMLStreamException impossible) {
      throw new AssertionError("a string takes everything", impossible);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Writes elements without namespaces, as the platform shows them. */
  record Writer(XMLStreamWriter out) {
    Writer text(String name, String value) throws XMLStreamException {
      out.writeStartElement(name);
      out.writeCharacters(possible(value));
      out.writeEndElement();
      return this;
    }

    Writer optional(String name, @Nullable String value) throws XMLStreamException {
      return value == null ? this : text(name, value);
    }

    /** Text in a CDATA section, or in two where it holds the end of one. */
    Writer cdata(String name, String text) throws XMLStreamException {
      var value = possible(text);
      out.writeStartElement(name);
      int from = 0;
      for (int end = value.indexOf("]]>"); end >= 0; end = value.indexOf("]]>", from)) {
        out.writeCData(value.substring(from, end + 2));
        from = end + 2;
      }
      out.writeCData(value.substring(from));
      out.writeEndElement();
      return this;
    }

    Writer element(String name, Content content) throws XMLStreamException {
      out.writeStartElement(name);
      content.write(this);
      out.writeEndElement();
      return this;
    }

    Writer attribute(String name, String value) throws XMLStreamException {
      out.writeAttribute(name, possible(value));
      return this;
    }

    private static String possible(String text) {
      return IMPOSSIBLE.matcher(text).replaceAll("\uFFFD");
    }
  }

  /** The parser's own handler prints to the console. */
  private static final class Silent implements ErrorHandler {
    @Override
    public void warning(SAXParseException exception) {}

    @Override
    public void error(SAXParseException exception) throws SAXException {
      throw exception;
    }

    @Override
    public void fatalError(SAXParseException exception) throws SAXException {
      throw exception;
    }
  }
}
