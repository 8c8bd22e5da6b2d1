package dev.triggerfish.aws.protocol;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.protocol.MarshallLocation;

/** Objects of the SDK's classes with all members set, to awkward values. */
final class Samples {

  private static final int MAX_DEPTH = 4;

  private Samples() {}

  static SdkPojo of(String className) {
    return (SdkPojo) StructurePlan.build(builder(StructurePlan.of(className), 0));
  }

  static AwsServiceException exception(String className, String message) {
    SdkPojo builder = builder(StructurePlan.of(className), 0);
    return ((AwsServiceException.Builder) builder).message(message).build();
  }

  /** What an object's members hold; metadata of requests and answers are not among them. */
  static Map<String, Object> members(SdkPojo pojo) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (SdkField<?> field : pojo.sdkFields()) {
      members.put(field.memberName(), Optional.ofNullable(field.getValueOrDefault(pojo)));
    }
    return members;
  }

  private static SdkPojo builder(StructurePlan plan, int depth) {
    SdkPojo builder = plan.newBuilder();
    for (FieldPlan field : plan.elsewhere) {
      Object value = elsewhere(field);
      if (value != null) {
        field.set(builder, value);
      }
    }
    if (plan.payload != null) {
      field(plan.payload, builder, depth);
    }
    for (FieldPlan field : plan.union ? plan.body.subList(0, 1) : plan.body) {
      field(field, builder, depth);
    }
    return builder;
  }

  private static @Nullable Object elsewhere(FieldPlan field) {
    if (field.location == MarshallLocation.STATUS_CODE) {
      return 202;
    }
    Object value = value(field, 0);
    if (field.location == MarshallLocation.HEADER && value instanceof String) {
      return "header value, " + field.name;
    }
    return value;
  }

  private static void field(FieldPlan field, SdkPojo builder, int depth) {
    Object value = value(field, depth);
    if (value != null) {
      field.set(builder, value);
    }
  }

  private static @Nullable Object value(FieldPlan field, int depth) {
    return switch (field.type) {
      case STRING -> field.memberName + " ä€😀 \"<a&b>'\\ /%2F+;=~\t\n..";
      case INTEGER -> 1_234_567;
      case LONG -> 9_007_199_254_740_993L;
      case SHORT -> (short) 1234;
      case BYTE -> (byte) 12;
      case FLOAT -> 1.5f;
      case DOUBLE -> 0.1 + 0.2;
      case BIG_DECIMAL -> new BigDecimal("1234567890.123456789");
      case BOOLEAN -> true;
      case INSTANT -> Instant.ofEpochSecond(1_700_000_000L);
      case SDK_BYTES -> SdkBytes.fromByteArray("\u0000 bytes ä".getBytes(StandardCharsets.UTF_8));
      case DOCUMENT -> Document.mapBuilder().putString("a", "b").putNumber("n", 1).build();
      case SDK_POJO ->
          depth > MAX_DEPTH ? null : StructurePlan.build(builder(field.structure(), depth + 1));
      case LIST -> list(field, depth);
      case MAP -> map(field, depth);
      default -> throw new IllegalStateException(field.type.name());
    };
  }

  private static @Nullable Object list(FieldPlan field, int depth) {
    List<Object> list = new ArrayList<>();
    Object value = value(field.element(), depth + 1);
    if (value == null) {
      return null;
    }
    list.add(value);
    list.add(value instanceof String text ? text + 2 : value);
    return list;
  }

  private static @Nullable Object map(FieldPlan field, int depth) {
    Object value = value(field.element(), depth + 1);
    return value == null ? null : new LinkedHashMap<>(Map.of("key one.1", value, "key/two", value));
  }
}
