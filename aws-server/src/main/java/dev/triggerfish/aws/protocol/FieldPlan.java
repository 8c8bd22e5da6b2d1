package dev.triggerfish.aws.protocol;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.DefaultValueTrait;
import software.amazon.awssdk.core.traits.JsonValueTrait;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** What the codecs need to know of one {@link SdkField}, looked up once. */
final class FieldPlan {

  private final SdkField<?> field;
  final MarshallingKnownType type;
  final MarshallLocation location;
  final String memberName;
  final String name;
  final String answerName;
  final boolean payload;
  final boolean jsonValue;
  final boolean flattened;
  final String keyName;
  final String valueName;
  final TimestampFormatTrait.@Nullable Format timestampFormat;

  /** The plan of a list's members or of a map's values. */
  final @Nullable FieldPlan element;

  private final @Nullable Supplier<SdkPojo> constructor;
  private volatile @Nullable StructurePlan structure;

  FieldPlan(SdkField<?> field) {
    this.field = field;
    type = field.marshallingType().getKnownType();
    location = field.location();
    name = field.locationName();
    memberName = field.memberName() == null ? name : field.memberName();
    answerName = field.unmarshallLocationName();
    payload = field.containsTrait(PayloadTrait.class);
    jsonValue = field.containsTrait(JsonValueTrait.class);
    TimestampFormatTrait timestamp = field.getTrait(TimestampFormatTrait.class);
    timestampFormat = timestamp == null ? null : timestamp.format();
    ListTrait list = field.getTrait(ListTrait.class);
    MapTrait map = field.getTrait(MapTrait.class);
    flattened = (list != null && list.isFlattened()) || (map != null && map.isFlattened());
    keyName = map == null || map.keyLocationName() == null ? "key" : map.keyLocationName();
    valueName = map == null || map.valueLocationName() == null ? "value" : map.valueLocationName();
    SdkField<?> inner =
        list != null ? list.memberFieldInfo() : map != null ? map.valueFieldInfo() : null;
    element = inner == null ? null : new FieldPlan(inner);
    constructor = field.constructor();
  }

  /** The plan of lists' members and maps' values. */
  FieldPlan element() {
    if (element == null) {
      throw new IllegalStateException(name + " is neither list nor map");
    }
    return element;
  }

  /** The plan of a structure; made at first use, because structures may hold themselves. */
  StructurePlan structure() {
    StructurePlan plan = structure;
    if (plan == null) {
      if (constructor == null) {
        throw new IllegalStateException(name + " is no structure");
      }
      plan = StructurePlan.of(constructor);
      structure = plan;
    }
    return plan;
  }

  void set(SdkPojo builder, @Nullable Object value) {
    field.set(builder, value);
  }

  /** The member's value, or null if it has not been set. */
  @Nullable Object get(SdkPojo pojo) {
    return valueOf(field, pojo);
  }

  /** A member's value, or null if it has not been set. */
  static @Nullable Object valueOf(SdkField<?> field, SdkPojo pojo) {
    Object value = field.getValueOrDefault(pojo);
    if (field.containsTrait(DefaultValueTrait.class)
        && value != null
        && !value.equals(field.getValueOrDefault(pojo))) {
      return null; // An idempotency token that nobody has sent: the SDK invents one at each look.
    }
    return value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap
        ? null
        : value;
  }
}
