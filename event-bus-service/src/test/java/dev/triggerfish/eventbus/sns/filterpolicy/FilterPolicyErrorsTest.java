package dev.triggerfish.eventbus.sns.filterpolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AWS answers, recorded. */
class FilterPolicyErrorsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"key":[["value"]]} | Match value must be String, number, true, false, or null | 10
          {"key":[{"wrong-operator":true}]} | Unrecognized match type wrong-operator | 31
          {"key":[{"suffix":"value","prefix":"value2"}]} | Only one key allowed in match expression | 37
          {"key":[]} | Empty arrays are not allowed | 10
          {"key":[{"suffix":100}]} | suffix match pattern must be a string | 22
          {"key":[{"suffix":null}]} | suffix match pattern must be a string | 23
          {"key":{"suffix":"value"}} | "suffix" must be an object or an array | 19
          {"key":[{"suffix":[]}]} | suffix match pattern must be a string | 20
          {"key":[{"suffix":["test","test2"]}]} | suffix match pattern must be a string | 20
          {"key":{"suffix":"value","prefix":"value"}} | "suffix" must be an object or an array | 19
          {"key":{"not-an-operator":"value"}} | "not-an-operator" must be an object or an array | 28
          {"key":[{"cidr":["bad-filter"]}]} | prefix match pattern must be a string | 18
          {"key":[{"numeric":[]}]} | Invalid member in numeric match: ] | 22
          {"key":[{"numeric":["operator"]}]} | Unrecognized numeric range operator: operator | 32
          {"key":[{"numeric":[1,"<="]}]} | Invalid member in numeric match: 1 | 22
          {"key":[{"numeric":["=","000"]}]} | Value of equals must be numeric | 26
          {"key":[{"numeric":[">="]}]} | Value of >= must be numeric | 26
          {"key":[{"numeric":["<",100,">",10]}]} | Too many elements in numeric expression | 30
          {"key":[{"numeric":[">=",1,">",2]}]} | Bad numeric range operator: > | 31
          {"key":[{"numeric":[">",3,"<",1]}]} | Bottom must be less than top | 33
          {"key":[{"numeric":[">",20,"<="]}]} | Value of <= must be numeric | 33
          {"key":[{"numeric":[">",20,30]}]} | Bad value in numeric range: 30 | 30
          {"key":[{"numeric":[">",20,"test"]}]} | Bad numeric range operator: test | 34
          {"key":[{"numeric":[">","20","<","30"]}]} | Value of > must be numeric | 26
          {"key":[{"numeric":[">",20,"<","30"]}]} | Value of < must be numeric | 33
          {"key":[{"numeric":[">",20,"<",30,"<",50]}]} | Too many terms in numeric range expression | 36
          {"key":[{"exists":null}]} | exists match pattern must be either true or false. | 23
          {"key":[{"exists":"no"}]} | exists match pattern must be either true or false. | 20
          {"key":[{"anything-but":{"wrong-operator":null}}]} | Unsupported anything-but pattern: wrong-operator | 47
          {"key":[{"anything-but":{"suffix":"test"}}]} | Unsupported anything-but pattern: suffix | 36
          {"key":[{"anything-but":{"exists":false}}]} | Unsupported anything-but pattern: exists | 40
          {"key":[{"anything-but":{"prefix":false}}]} | prefix match pattern must be a string | 40
          {"key_a":"value_one"} | "key_a" must be an object or an array | 11
          """)
  void saysWhatIsWrongAndWhere(String document, String reason, int column) {
    assertThatThrownBy(() -> parse(document, FilterPolicyScope.MESSAGE_ATTRIBUTES))
        .isInstanceOf(InvalidFilterPolicyException.class)
        .hasMessage(
            reason
                + "\n at [Source: (String)\""
                + document
                + "\"; line: 1, column: "
                + column
                + "]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bad-filter         | Malformed CIDR, one '/' required
          bad-filter/64      | Nonstandard IP address: bad-filter
          bad-filter/64/8    | Malformed CIDR, one '/' required
          xx.11.xx/8         | Nonstandard IP address: xx.11.xx
          10.1/8             | Nonstandard IP address: 10.1
          xxxx:db8:1::/64    | Nonstandard IP address: xxxx:db8:1::
          10.0.0.0/x         | Malformed CIDR, mask bits must be an integer
          """)
  void saysWhatIsWrongWithAddresses(String cidr, String reason) {
    assertThatThrownBy(
            () ->
                parse(
                    "{\"key\":[{\"cidr\":\"" + cidr + "\"}]}",
                    FilterPolicyScope.MESSAGE_ATTRIBUTES))
        .hasMessage(reason);
  }

  @Test
  void saysWhereJsonCannotBeRead() {
    assertThatThrownBy(() -> parse("{invalid", FilterPolicyScope.MESSAGE_ATTRIBUTES))
        .hasMessage(
            "failed to parse JSON. Unexpected character ('i' (code 105)): was expecting"
                + " double-quote to start field name\n"
                + " at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION`"
                + " disabled); line: 1, column: 2]");
  }

  @Test
  void saysAttributesHaveNoLevels() {
    assertThatThrownBy(() -> parse("{\"a\":{\"b\":[1]}}", FilterPolicyScope.MESSAGE_ATTRIBUTES))
        .isInstanceOf(NestedFilterPolicyException.class);
    assertThat(parse("{\"a\":{\"b\":[1]}}", FilterPolicyScope.MESSAGE_BODY)).isNotNull();
  }

  @Test
  void takesFiveKeysAndNotSix() {
    parse(keys(5), FilterPolicyScope.MESSAGE_ATTRIBUTES);
    assertThatThrownBy(() -> parse(keys(6), FilterPolicyScope.MESSAGE_ATTRIBUTES))
        .hasMessage("Filter policy can not have more than 5 keys");
  }

  private static String keys(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"k" + i + "\":[1]")
        .collect(Collectors.joining(",", "{", "}"));
  }

  @ParameterizedTest
  @CsvSource({"150, 1, true", "151, 1, false", "15, 10, true", "16, 10, false"})
  void takesOneHundredAndFiftyCombinations(int first, int second, boolean allowed) {
    var policy = "{\"a\":" + values(first) + ",\"b\":" + values(second) + "}";
    if (allowed) {
      parse(policy, FilterPolicyScope.MESSAGE_ATTRIBUTES);
    } else {
      assertThatThrownBy(() -> parse(policy, FilterPolicyScope.MESSAGE_ATTRIBUTES))
          .hasMessage("Filter policy is too complex");
    }
  }

  /** The example of AWS's documentation: 3 x 4 x 2 x 3 = 72. */
  @Test
  void countsLevelsAsWell() {
    var policy = "{\"a\":{\"b\":{\"c\":" + values(4) + "}},\"d\":{\"e\":" + values(3) + "}}";
    parse(policy, FilterPolicyScope.MESSAGE_BODY);
    assertThatThrownBy(
            () -> parse(policy.replace(values(3), values(7)), FilterPolicyScope.MESSAGE_BODY))
        .hasMessage("Filter policy is too complex");
  }

  private static String values(int count) {
    return IntStream.range(0, count)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static FilterPolicy parse(String document, FilterPolicyScope scope) {
    return FilterPolicy.parse(document, scope);
  }
}
