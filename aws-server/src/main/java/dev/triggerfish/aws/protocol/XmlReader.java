package dev.triggerfish.aws.protocol;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/**
 * Reads XML into the SDK's builders. Document types are refused: nothing in a request may make us
 * look anywhere else, or grow.
 */
final class XmlReader {

  private static final int MAX_DEPTH = 50;

  private final XMLStreamReader in;
  private final UnknownMembers unknown;

  private XmlReader(XMLStreamReader in, UnknownMembers unknown) {
    this.in = in;
    this.unknown = unknown;
  }

  /**
   * Reads a document.
   *
   * @param root the name that its outermost element must have
   * @throws MalformedRequestException if it is not well-formed, or not of that name
   */
  static void read(
      byte[] body, String root, StructurePlan plan, SdkPojo builder, UnknownMembers unknown) {
    try {
      XMLStreamReader in = factory().createXMLStreamReader(new ByteArrayInputStream(body));
      XmlReader reader = new XmlReader(in, unknown);
      reader.expect(root);
      reader.members(plan, builder, 0);
      while (in.hasNext()) {
        in.next();
      }
    } catch (XMLStreamException e) {
      throw MalformedRequestException.of("The XML is not well-formed", e);
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  private void expect(String root) throws XMLStreamException {
    while (in.next() != XMLStreamConstants.START_ELEMENT) {
      if (in.getEventType() == XMLStreamConstants.DTD) {
        throw MalformedRequestException.of("Document types are not allowed");
      }
    }
    if (!in.getLocalName().equals(root)) {
      throw MalformedRequestException.of("The document is no " + root);
    }
  }

  /** Reads to the end of the element that the reader is in. */
  private void members(StructurePlan plan, SdkPojo builder, int depth) throws XMLStreamException {
    requireShallow(depth);
    Map<FieldPlan, List<Object>> lists = new LinkedHashMap<>();
    while (nextElement()) {
      FieldPlan field = plan.bodyField(in.getLocalName());
      if (field == null) {
        unknown.add(in.getLocalName());
        skip();
      } else if (field.flattened) {
        lists.computeIfAbsent(field, f -> new ArrayList<>()).add(value(field.element(), depth + 1));
      } else {
        field.set(builder, value(field, depth + 1));
      }
    }
    lists.forEach((field, list) -> field.set(builder, list));
  }

  private Object value(FieldPlan field, int depth) throws XMLStreamException {
    return switch (field.type) {
      case SDK_POJO -> {
        SdkPojo builder = field.structure().newBuilder();
        members(field.structure(), builder, depth);
        yield StructurePlan.build(builder);
      }
      case LIST -> {
        requireShallow(depth);
        List<Object> list = new ArrayList<>();
        while (nextElement()) {
          list.add(value(field.element(), depth + 1));
        }
        yield list;
      }
      default -> TextValues.parse(field, in.getElementText(), Format.ISO_8601);
    };
  }

  private static void requireShallow(int depth) {
    if (depth > MAX_DEPTH) {
      throw MalformedRequestException.of("The document is too deep");
    }
  }

  /** Goes to the next element within the present one; false at its end. */
  private boolean nextElement() throws XMLStreamException {
    int event = in.next();
    while (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT) {
      event = in.next();
    }
    return event == XMLStreamConstants.START_ELEMENT;
  }

  private void skip() throws XMLStreamException {
    for (int open = 1; open > 0; ) {
      int event = in.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        open++;
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        open--;
      }
    }
  }
}
