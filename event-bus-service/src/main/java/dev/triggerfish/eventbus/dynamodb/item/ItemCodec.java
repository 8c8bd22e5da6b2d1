package dev.triggerfish.eventbus.dynamodb.item;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Items as bytes: a count of attributes, then each attribute's name and value. A value is a byte
 * for its type and its content; lengths and counts are written in groups of seven bits.
 */
public final class ItemCodec {

  private static final byte STRING = 1;
  private static final byte NUMBER = 2;
  private static final byte BINARY = 3;
  private static final byte STRINGS = 4;
  private static final byte NUMBERS = 5;
  private static final byte BINARIES = 6;
  private static final byte LIST = 7;
  private static final byte MAP = 8;
  private static final byte NULL = 9;
  private static final byte FALSE = 10;
  private static final byte TRUE = 11;

  private ItemCodec() {}

  /** An item as bytes. */
  public static byte[] write(Map<String, AttributeValue> item) {
    var writer = new Writer();
    writer.map(item);
    return writer.out.toByteArray();
  }

  /**
   * An item from bytes that {@link #write} has made.
   *
   * @throws IllegalArgumentException if they are no item
   */
  public static Map<String, AttributeValue> read(byte[] bytes) {
    var reader = new Reader(bytes);
    var item = reader.map();
    if (reader.at != bytes.length) {
      throw new IllegalArgumentException("Bytes behind an item");
    }
    return item;
  }

  private static final class Writer {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    void map(Map<String, AttributeValue> map) {
      count(map.size());
      map.forEach(
          (name, value) -> {
            text(name);
            value(value);
          });
    }

    private void value(AttributeValue value) {
      switch (value.type()) {
        case S -> {
          out.write(STRING);
          text(value.s());
        }
        case N -> {
          out.write(NUMBER);
          text(value.n());
        }
        case B -> {
          out.write(BINARY);
          bytes(value.b().asByteArrayUnsafe());
        }
        case SS -> list(STRINGS, value.ss(), this::text);
        case NS -> list(NUMBERS, value.ns(), this::text);
        case BS -> list(BINARIES, value.bs(), member -> bytes(member.asByteArrayUnsafe()));
        case L -> list(LIST, value.l(), this::value);
        case M -> {
          out.write(MAP);
          map(value.m());
        }
        case NUL -> out.write(NULL);
        case BOOL -> out.write(value.bool() ? TRUE : FALSE);
        case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("A value without a type");
      }
    }

    private <T> void list(byte type, List<T> members, Consumer<T> write) {
      out.write(type);
      count(members.size());
      members.forEach(write);
    }

    private void text(String text) {
      bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(byte[] bytes) {
      count(bytes.length);
      out.writeBytes(bytes);
    }

    private void count(int count) {
      var left = count;
      while (left > 0x7f) {
        out.write((left & 0x7f) | 0x80);
        left >>>= 7;
      }
      out.write(left);
    }
  }

  private static final class Reader {

    private final byte[] bytes;
    private int at;

    Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    Map<String, AttributeValue> map() {
      var size = count();
      var map = LinkedHashMap.<String, AttributeValue>newLinkedHashMap(size);
      for (var i = 0; i < size; i++) {
        map.put(text(), value());
      }
      return map;
    }

    private AttributeValue value() {
      var type = bytes[at++];
      return switch (type) {
        case STRING -> AttributeValue.fromS(text());
        case NUMBER -> AttributeValue.fromN(text());
        case BINARY -> AttributeValue.fromB(binary());
        case STRINGS -> AttributeValue.fromSs(list(this::text));
        case NUMBERS -> AttributeValue.fromNs(list(this::text));
        case BINARIES -> AttributeValue.fromBs(list(this::binary));
        case LIST -> AttributeValue.fromL(list(this::value));
        case MAP -> AttributeValue.fromM(map());
        case NULL -> AttributeValue.fromNul(true);
        case FALSE -> AttributeValue.fromBool(false);
        case TRUE -> AttributeValue.fromBool(true);
        default -> throw new IllegalArgumentException("No type of values is written as " + type);
      };
    }

    private <T> List<T> list(Supplier<T> read) {
      var size = count();
      var list = new ArrayList<T>(size);
      for (var i = 0; i < size; i++) {
        list.add(read.get());
      }
      return list;
    }

    private String text() {
      var length = count();
      var text = new String(bytes, at, length, StandardCharsets.UTF_8);
      at += length;
      return text;
    }

    private SdkBytes binary() {
      var length = count();
      var copy = java.util.Arrays.copyOfRange(bytes, at, at + length);
      at += length;
      return SdkBytes.fromByteArrayUnsafe(copy);
    }

    private int count() {
      var count = 0;
      var shift = 0;
      byte group;
      do {
        group = bytes[at++];
        count |= (group & 0x7f) << shift;
        shift += 7;
      } while (group < 0);
      return count;
    }
  }
}
