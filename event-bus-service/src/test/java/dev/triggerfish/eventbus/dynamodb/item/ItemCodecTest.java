package dev.triggerfish.eventbus.dynamodb.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemCodecTest {

  private static final Map<String, AttributeValue> ITEM = item();

  private static Map<String, AttributeValue> item() {
    var item = new LinkedHashMap<String, AttributeValue>();
    item.put("text", AttributeValue.fromS("é🐟"));
    item.put("empty", AttributeValue.fromS(""));
    item.put("number", AttributeValue.fromN("-12345678901234567890.5"));
    item.put("binary", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0, -1})));
    item.put("texts", AttributeValue.fromSs(List.of("b", "a")));
    item.put("numbers", AttributeValue.fromNs(List.of("2", "1")));
    item.put("binaries", AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("x"))));
    item.put("yes", AttributeValue.fromBool(true));
    item.put("no", AttributeValue.fromBool(false));
    item.put("nothing", AttributeValue.fromNul(true));
    item.put("long", AttributeValue.fromS("x".repeat(70_000)));
    item.put(
        "document",
        AttributeValue.fromM(
            Map.of(
                "list",
                AttributeValue.fromL(
                    List.of(AttributeValue.fromN("1"), AttributeValue.fromM(Map.of()))))));
    return item;
  }

  @Test
  void readsWhatItHasWritten() {
    assertThat(ItemCodec.read(ItemCodec.write(ITEM))).isEqualTo(ITEM);
  }

  @Test
  void refusesBytesBehindAnItem() {
    var bytes = ItemCodec.write(ITEM);

    assertThatThrownBy(() -> ItemCodec.read(java.util.Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void countsSizesAsDynamoDbDoes() {
    assertThat(ItemSize.of(Map.of("Username", AttributeValue.fromS("Fred")))).isEqualTo(12);
    assertThat(ItemSize.of(AttributeValue.fromN("-12.50"))).isEqualTo(4);
    assertThat(ItemSize.of(AttributeValue.fromS("é🐟"))).isEqualTo(6);
    assertThat(ItemSize.of(AttributeValue.fromL(List.of(AttributeValue.fromBool(true)))))
        .isEqualTo(5);
  }

  @Test
  void acceptsThirtyOneLevelsOfMaps() {
    assertThat(ValueCheck.value(nested(31))).isEqualTo(nested(31));
    assertThatThrownBy(() -> ValueCheck.value(nested(32)))
        .hasMessageContaining("Nesting Levels have exceeded supported limits");
  }

  private static AttributeValue nested(int levels) {
    var value = AttributeValue.fromS("leaf");
    for (var i = 0; i < levels; i++) {
      value = AttributeValue.fromM(Map.of("a", value));
    }
    return value;
  }

  @Test
  void refusesValuesAsDynamoDbDoes() {
    var refused = new ArrayList<String>();
    for (var value :
        List.of(
            AttributeValue.builder().build(),
            AttributeValue.builder().s("a").bool(true).build(),
            AttributeValue.fromNul(false),
            AttributeValue.fromSs(List.of()),
            AttributeValue.fromSs(List.of("a", "a")),
            AttributeValue.fromNs(List.of("1", "1.0")),
            AttributeValue.fromBs(List.of()))) {
      try {
        ValueCheck.value(value);
        refused.add("accepted");
      } catch (software.amazon.awssdk.awscore.exception.AwsServiceException e) {
        refused.add(e.awsErrorDetails().errorMessage());
      }
    }
    assertThat(refused)
        .containsExactly(
            "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes",
            "Supplied AttributeValue has more than one datatypes set, must contain exactly one of"
                + " the supported datatypes",
            "One or more parameter values were invalid: Null attribute value types must have the"
                + " value of true",
            "One or more parameter values were invalid: An string set  may not be empty",
            "One or more parameter values were invalid: Input collection [a, a] contains"
                + " duplicates.",
            "Input collection contains duplicates",
            "One or more parameter values were invalid: Binary sets should not be empty");
  }

  @Test
  void acceptsEmptyMembersOfSets() {
    var set = AttributeValue.fromSs(List.of("", "a"));

    assertThat(ValueCheck.value(set)).isEqualTo(set);
  }
}
