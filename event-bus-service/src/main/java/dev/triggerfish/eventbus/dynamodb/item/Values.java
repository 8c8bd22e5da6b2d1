package dev.triggerfish.eventbus.dynamodb.item;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How values compare. Values of the same type compare; numbers by value, text by its UTF-8 bytes,
 * binaries by unsigned bytes, sets without order.
 */
public final class Values {

  private Values() {}

  /** The names of types, as DynamoDB writes them: {@code S}, {@code N}, {@code NULL}, … */
  public static String typeName(AttributeValue value) {
    return switch (value.type()) {
      case S -> "S";
      case N -> "N";
      case B -> "B";
      case SS -> "SS";
      case NS -> "NS";
      case BS -> "BS";
      case BOOL -> "BOOL";
      case NUL -> "NULL";
      case L -> "L";
      case M -> "M";
      case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("A value without a type");
    };
  }

  /** Whether two values have the same type and content. */
  public static boolean areEqual(AttributeValue one, AttributeValue other) {
    if (one.type() != other.type()) {
      return false;
    }
    return switch (one.type()) {
      case S -> one.s().equals(other.s());
      case N -> number(one).compareTo(number(other)) == 0;
      case B -> one.b().equals(other.b());
      case BOOL -> one.bool().equals(other.bool());
      case NUL -> true;
      case SS, NS, BS -> members(one).equals(members(other));
      case L -> listsAreEqual(one.l(), other.l());
      case M ->
          one.m().keySet().equals(other.m().keySet())
              && one.m().entrySet().stream()
                  .allMatch(entry -> isEqual(entry.getValue(), other.m().get(entry.getKey())));
      case UNKNOWN_TO_SDK_VERSION -> false;
    };
  }

  private static boolean isEqual(AttributeValue one, @Nullable AttributeValue other) {
    return other != null && areEqual(one, other);
  }

  private static boolean listsAreEqual(List<AttributeValue> one, List<AttributeValue> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (var i = 0; i < one.size(); i++) {
      if (!areEqual(one.get(i), other.get(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Compares two values.
   *
   * @return negative, zero or positive; null if they have no order: other types than {@code S},
   *     {@code N} and {@code B}, or two different ones
   */
  public static @Nullable Integer compare(AttributeValue one, AttributeValue other) {
    if (one.type() != other.type()) {
      return null;
    }
    return switch (one.type()) {
      case S -> compareText(one.s(), other.s());
      case N -> number(one).compareTo(number(other));
      case B ->
          java.util.Arrays.compareUnsigned(
              one.b().asByteArrayUnsafe(), other.b().asByteArrayUnsafe());
      default -> null;
    };
  }

  /** The order of UTF-8 bytes, which is that of code points and not of Java's characters. */
  static int compareText(String one, String other) {
    var length = Math.min(one.length(), other.length());
    for (var i = 0; i < length; i++) {
      var a = one.charAt(i);
      var b = other.charAt(i);
      if (a != b) {
        // Surrogates stand for code points above all others.
        return Character.isSurrogate(a) == Character.isSurrogate(b)
            ? Character.compare(a, b)
            : Character.isSurrogate(a) ? 1 : -1;
      }
    }
    return Integer.compare(one.length(), other.length());
  }

  /** The number of a value of type {@code N}. */
  public static BigDecimal number(AttributeValue value) {
    return new BigDecimal(value.n());
  }

  /** A value of type {@code N}, checked and written as DynamoDB writes it. */
  public static AttributeValue of(BigDecimal number) {
    return AttributeValue.fromN(DynamoNumber.text(DynamoNumber.checked(number)));
  }

  /** The members of a set, so that equal ones are equal objects. */
  public static Set<Object> members(AttributeValue set) {
    return switch (set.type()) {
      case SS -> new HashSet<>(set.ss());
      case NS ->
          set.ns().stream()
              .map(text -> new BigDecimal(text).stripTrailingZeros())
              .collect(Collectors.toCollection(HashSet::new));
      case BS -> new HashSet<>(set.bs());
      default -> throw new IllegalArgumentException(set.type() + " is no set");
    };
  }

  /** A value as an object that equals the members of sets of its type; null if no set has it. */
  public static @Nullable Object asMember(AttributeValue value) {
    return switch (value.type()) {
      case S -> value.s();
      case N -> number(value).stripTrailingZeros();
      case B -> value.b();
      default -> null;
    };
  }

  /** Whether text begins with text, or a binary with a binary. */
  public static boolean beginsWith(AttributeValue value, AttributeValue prefix) {
    return switch (value.type()) {
      case S -> prefix.s() != null && value.s().startsWith(prefix.s());
      case B -> prefix.b() != null && beginsWith(value.b(), prefix.b());
      default -> false;
    };
  }

  private static boolean beginsWith(SdkBytes bytes, SdkBytes prefix) {
    var all = bytes.asByteArrayUnsafe();
    var first = prefix.asByteArrayUnsafe();
    return all.length >= first.length
        && java.util.Arrays.equals(all, 0, first.length, first, 0, first.length);
  }

  /** Whether text contains text, a binary a binary, a set a member, or a list an element. */
  public static boolean contains(AttributeValue value, AttributeValue part) {
    return switch (value.type()) {
      case S -> part.s() != null && value.s().contains(part.s());
      case B -> part.b() != null && indexOf(value.b(), part.b()) >= 0;
      case SS -> part.s() != null && value.ss().contains(part.s());
      case NS -> part.n() != null && members(value).contains(asMember(part));
      case BS -> part.b() != null && value.bs().contains(part.b());
      case L -> value.l().stream().anyMatch(element -> areEqual(element, part));
      default -> false;
    };
  }

  private static int indexOf(SdkBytes bytes, SdkBytes part) {
    var all = bytes.asByteArrayUnsafe();
    var sought = part.asByteArrayUnsafe();
    for (var at = 0; at + sought.length <= all.length; at++) {
      if (java.util.Arrays.equals(all, at, at + sought.length, sought, 0, sought.length)) {
        return at;
      }
    }
    return -1;
  }

  /** What the function {@code size} says; null if values of this type have no size. */
  public static @Nullable Integer size(AttributeValue value) {
    return switch (value.type()) {
      case S -> ItemSize.utf8Length(value.s());
      case B -> value.b().asByteArrayUnsafe().length;
      case SS -> value.ss().size();
      case NS -> value.ns().size();
      case BS -> value.bs().size();
      case L -> value.l().size();
      case M -> value.m().size();
      default -> null;
    };
  }
}
