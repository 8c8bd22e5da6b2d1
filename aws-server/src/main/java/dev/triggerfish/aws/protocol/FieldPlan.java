package dev.triggerfish.aws.protocol;

import dev.triggerfish.aws.model.QueryNames;
import dev.triggerfish.aws.model.QueryNames.QueryName;
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
  private final QueryNames names;
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

  /**
   * @param structure simple name of the class whose member it is
   * @param names that members have instead of their own
   */
  FieldPlan(SdkField<?> field, String structure, QueryNames names) {
    this.field = field;
    this.names = names;
    type = field.marshallingType().getKnownType();
    location = field.location();
    memberName = field.memberName() == null ? field.locationName() : field.memberName();
    QueryName other = names.find(structure, memberName);
    name = other == null ? field.locationName() : other.name();
    answerName = other == null ? field.unmarshallLocationName() : other.name();
    payload = field.containsTrait(PayloadTrait.class);
    jsonValue = field.containsTrait(JsonValueTrait.class);
    TimestampFormatTrait timestamp = field.getTrait(TimestampFormatTrait.class);
    timestampFormat = timestamp == null ? null : timestamp.format();
    ListTrait list = field.getTrait(ListTrait.class);
    MapTrait map = field.getTrait(MapTrait.class);
    flattened =
        other != null || (list != null && list.isFlattened()) || (map != null && map.isFlattened());
    keyName =
        other != null ? other.key() : named(map == null ? null : map.keyLocationName(), "key");
    valueName =
        other != null
            ? other.value()
            : named(map == null ? null : map.valueLocationName(), "value");
    SdkField<?> inner =
        list != null ? list.memberFieldInfo() : map != null ? map.valueFieldInfo() : null;
    element = inner == null ? null : new FieldPlan(inner, structure, names);
    constructor = field.constructor();
  }

  private static String named(@Nullable String name, String usual) {
    return name == null ? usual : name;
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
      plan = StructurePlan.of(constructor).named(names);
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
