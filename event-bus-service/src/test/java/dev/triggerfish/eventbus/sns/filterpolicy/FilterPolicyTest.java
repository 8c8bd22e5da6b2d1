package dev.triggerfish.eventbus.sns.filterpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

class FilterPolicyTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          String       | red             | {"k":["red"]}                             | true
          String       | red             | {"k":["blue","red"]}                      | true
          String       | Red             | {"k":["red"]}                             | false
          String       | Red             | {"k":[{"equals-ignore-case":"rED"}]}      | true
          String       | redder          | {"k":[{"prefix":"red"}]}                  | true
          String       | redder          | {"k":[{"suffix":"der"}]}                  | true
          String       | redder          | {"k":[{"suffix":"red"}]}                  | false
          String       | red             | {"k":[{"anything-but":"red"}]}            | false
          String       | blue            | {"k":[{"anything-but":["red","green"]}]}  | true
          String       | green           | {"k":[{"anything-but":["red","green"]}]}  | false
          String       | redder          | {"k":[{"anything-but":{"prefix":"red"}}]} | false
          String       | blue            | {"k":[{"anything-but":{"prefix":"red"}}]} | true
          String       | red             | {"k":[{"exists":true}]}                   | true
          String       | red             | {"k":[{"exists":false}]}                  | false
          String       | red             | {"other":[{"exists":false}]}              | true
          String       | red             | {"other":[{"exists":true}]}               | false
          String       | red             | {"other":[{"anything-but":"x"}]}          | false
          String       | red             | {"k":["red"],"other":["x"]}               | false
          String       | 10.0.1.9        | {"k":[{"cidr":"10.0.0.0/16"}]}            | true
          String       | 10.1.1.9        | {"k":[{"cidr":"10.0.0.0/16"}]}            | false
          String       | 2001:db8::1     | {"k":[{"cidr":"2001:db8::/33"}]}          | true
          String       | 2001:db8:8000:: | {"k":[{"cidr":"2001:db8::/33"}]}          | false
          String       | localhost       | {"k":[{"cidr":"127.0.0.0/8"}]}            | false
          String       | 100             | {"k":[100]}                               | false
          Number       | 100             | {"k":[100]}                               | true
          Number       | 100.0           | {"k":[1e2]}                               | true
          Number       | 0.1             | {"k":[{"numeric":["=",0.10]}]}            | true
          Number       | 5               | {"k":[{"numeric":[">",5]}]}               | false
          Number       | 5               | {"k":[{"numeric":[">=",5]}]}              | true
          Number       | 5               | {"k":[{"numeric":["<=",5]}]}              | true
          Number       | -3.5            | {"k":[{"numeric":["<",0]}]}               | true
          Number       | 5               | {"k":[{"numeric":[">",0,"<",5]}]}         | false
          Number       | 5               | {"k":[{"numeric":[">",0,"<=",5]}]}        | true
          Number       | 5               | {"k":["5"]}                               | false
          String.Array | ["red","blue"]  | {"k":["blue"]}                            | true
          String.Array | ["red","blue"]  | {"k":[{"anything-but":["red"]}]}          | true
          String.Array | ["red"]         | {"k":[{"anything-but":["red"]}]}          | false
          String.Array | [1,true,null]   | {"k":[true]}                              | true
          String.Array | [1,true,null]   | {"k":[null]}                              | true
          String.Array | [1,true,null]   | {"k":[{"numeric":["<",2]}]}               | true
          String.Array | ["1"]           | {"k":[1]}                                 | false
          String       | red             | {"$or":[{"k":["red"]},{"other":["x"]}]}   | true
          String       | red             | {"$or":[{"k":["blue"]},{"other":["x"]}]}  | false
          """)
  void filtersByAttributes(String type, String value, String policy, boolean wanted) {
    var attribute = MessageAttributeValue.builder().dataType(type).stringValue(value).build();
    var mismatch =
        FilterPolicy.parse(policy, FilterPolicyScope.MESSAGE_ATTRIBUTES)
            .mismatch(Map.of("k", attribute), "text");
    assertThat(mismatch == null).isEqualTo(wanted);
  }

  @Test
  void ignoresBinaryAttributes() {
    var attribute =
        MessageAttributeValue.builder()
            .dataType("Binary")
            .binaryValue(SdkBytes.fromUtf8String("x"))
            .build();
    var policy =
        FilterPolicy.parse("{\"k\":[{\"exists\":true}]}", FilterPolicyScope.MESSAGE_ATTRIBUTES);
    assertThat(policy.mismatch(Map.of("k", attribute), "text")).isEqualTo("k");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":"x"}                              | {"a":["x"]}                                | -
          {"a":{"b":{"c":5}}}                    | {"a":{"b":{"c":[5]}}}                      | -
          {"a":{"b":{"c":6}}}                    | {"a":{"b":{"c":[5]}}}                      | a.b.c
          {"a":["x","y"]}                        | {"a":["y"]}                                | -
          {"a":[]}                               | {"a":["y"]}                                | a
          {"a":[{"b":1,"c":2},{"b":3,"c":4}]}    | {"a":{"b":[3],"c":[4]}}                    | -
          {"a":[{"b":1,"c":2},{"b":3,"c":4}]}    | {"a":{"b":[1],"c":[4]}}                    | a.c
          {"a":null}                             | {"a":[null]}                               | -
          {"a":null}                             | {"a":[{"exists":true}]}                    | -
          {"b":1}                                | {"a":{"c":[{"exists":false}]}}             | -
          {"b":1}                                | {"a":{"c":[{"exists":true}]}}              | a.c
          {"a":{"b":true}}                       | {"a":{"$or":[{"b":[false]},{"b":[true]}]}} | -
          {"a":{"b":1}}                          | {"a":{"$or":[{"b":[2]},{"c":[1]}]}}        | a.$or
          [{"a":"x"}]                            | {"a":["x"]}                                | the message, which is no JSON object
          plain text                             | {"a":["x"]}                                | the message, which is no JSON object
          {"a":1e999999999}                      | {"a":[{"numeric":[">",5]}]}                | -
          """)
  void filtersByBody(String message, String policy, String mismatch) {
    assertThat(
            FilterPolicy.parse(policy, FilterPolicyScope.MESSAGE_BODY).mismatch(Map.of(), message))
        .isEqualTo(mismatch.equals("-") ? null : mismatch);
  }

  @Test
  @Timeout(10)
  void takesNoLongerForHostileMessages() {
    var policy =
        FilterPolicy.parse(
            "{\"a\":[{\"prefix\":\"aaaaaaaa\"},{\"suffix\":\"b\"}]}",
            FilterPolicyScope.MESSAGE_BODY);
    var message = "{\"a\":[" + "\"aaaaaaa\",".repeat(20_000) + "\"c\"]}";
    for (var i = 0; i < 20; i++) {
      assertThat(policy.mismatch(Map.of(), message)).isEqualTo("a");
    }
  }
}
