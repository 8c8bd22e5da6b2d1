package dev.triggerfish.eventbus.dynamodb.item;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Sizes in bytes, as DynamoDB counts them for limits and capacity.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html">
 *     Item sizes and formats</a>
 */
public final class ItemSize {

  /** Of an item, names and values together. */
  public static final int LARGEST_ITEM = 400 * 1024;

  private static final int DOCUMENT_OVERHEAD = 3;

  private ItemSize() {}

  /** Of an item: the names and the values. */
  public static int of(Map<String, AttributeValue> item) {
    var size = 0;
    for (var attribute : item.entrySet()) {
      size += utf8Length(attribute.getKey()) + of(attribute.getValue());
    }
    return size;
  }

  /** Of a value. */
  public static int of(AttributeValue value) {
    return switch (value.type()) {
      case S -> utf8Length(value.s());
      case N -> ofNumber(value.n());
      case B -> value.b().asByteArrayUnsafe().length;
      case BOOL, NUL -> 1;
      case SS -> value.ss().stream().mapToInt(ItemSize::utf8Length).sum();
      case NS -> value.ns().stream().mapToInt(ItemSize::ofNumber).sum();
      case BS -> value.bs().stream().mapToInt(bytes -> bytes.asByteArrayUnsafe().length).sum();
      case L -> DOCUMENT_OVERHEAD + value.l().size() + ofAll(value.l());
      case M -> DOCUMENT_OVERHEAD + value.m().size() + of(value.m());
      case UNKNOWN_TO_SDK_VERSION -> 0;
    };
  }

  private static int ofAll(List<AttributeValue> values) {
    return values.stream().mapToInt(ItemSize::of).sum();
  }

  /** A byte for two digits, one for the exponent, one for a minus. */
  private static int ofNumber(String text) {
    var number = new BigDecimal(text).stripTrailingZeros();
    return (number.precision() + 1) / 2 + 1 + (number.signum() < 0 ? 1 : 0);
  }

  /** Bytes of text in UTF-8, without encoding it. */
  static int utf8Length(String text) {
    var length = 0;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c < 0x80) {
        length++;
      } else if (c < 0x800 || Character.isSurrogate(c)) {
        length += 2;
      } else {
        length += 3;
      }
    }
    return length;
  }
}
