package dev.triggerfish.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each operator against present and missing keys, and the set operators. */
class ConditionTest {

  @ParameterizedTest(name = "{0} {1} with {2} requested: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # operator             | policy values        | request values (; between)  | holds
          StringEquals           | "a"                  | a                           | true
          StringEquals           | "a"                  | A                           | false
          StringEquals           | ["a","b"]            | b                           | true
          StringEquals           | "a*"                 | ab                          | false
          StringEquals           | "a*"                 | a*                          | true
          StringEquals           | []                   | a                           | false
          StringEquals           | "a"                  | -                           | false
          StringEqualsIfExists   | "a"                  | -                           | true
          StringEqualsIfExists   | "a"                  | b                           | false
          stringequals           | "a"                  | a                           | true
          StringNotEquals        | "a"                  | b                           | true
          StringNotEquals        | "a"                  | a                           | false
          StringNotEquals        | ["a","b"]            | b                           | false
          StringNotEquals        | ["a","b"]            | c                           | true
          StringNotEquals        | "a"                  | -                           | true
          StringNotEqualsIfExists| "a"                  | -                           | true
          StringEqualsIgnoreCase | "aB"                 | Ab                          | true
          StringEqualsIgnoreCase | "aB"                 | b                           | false
          StringNotEqualsIgnoreCase | "aB"              | Ab                          | false
          StringLike             | "a*c?"               | abbcd                       | true
          StringLike             | "a*c?"               | abbc                        | false
          StringLike             | "A*"                 | ab                          | false
          StringLike             | "*"                  | -                           | false
          StringNotLike          | "a*"                 | ab                          | false
          StringNotLike          | "a*"                 | -                           | true
          ArnEquals              | "arn:aws:sns:*:1:t*" | arn:aws:sns:eu-west-1:1:tx  | true
          ArnLike                | "arn:aws:sns:*:1:t"  | arn:aws:sns:a:1:1:t         | false
          ArnLike                | "arn:aws:s3:::b*"    | arn:aws:s3:::b/c:d          | true
          ArnLike                | "arn:aws:s3:::b"     | -                           | false
          ArnLike                | "arn:aws:s3:::b"     | no arn                      | false
          ArnNotEquals           | "arn:aws:s3:::b"     | arn:aws:s3:::c              | true
          ArnNotLike             | "arn:aws:s3:::b*"    | arn:aws:s3:::bc             | false
          ArnNotLike             | "arn:aws:s3:::b*"    | -                           | true
          Bool                   | "true"               | true                        | true
          Bool                   | true                 | true                        | true
          Bool                   | "True"               | true                        | true
          Bool                   | "true"               | false                       | false
          Bool                   | "false"              | -                           | false
          BoolIfExists           | "false"              | -                           | true
          Null                   | "true"               | -                           | true
          Null                   | true                 | -                           | true
          Null                   | "true"               | a                           | false
          Null                   | "false"              | a                           | true
          Null                   | "false"              | -                           | false
          NumericEquals          | "1"                  | 1.0                         | true
          NumericEquals          | 1                    | 2                           | false
          NumericNotEquals       | "1"                  | 2                           | true
          NumericNotEquals       | "1"                  | -                           | true
          NumericLessThan        | "10"                 | 9.5                         | true
          NumericLessThan        | "10"                 | 10                          | false
          NumericLessThanEquals  | "10"                 | 10                          | true
          NumericGreaterThan     | "10"                 | 11                          | true
          NumericGreaterThanEquals | "10"               | 9                           | false
          NumericGreaterThan     | "10"                 | x                           | false
          NumericLessThan        | 1e999999999          | 5                           | true
          NumericLessThan        | "5"                  | 1e999999999                 | false
          NumericLessThanIfExists| "10"                 | -                           | true
          DateEquals             | "2020-01-01T00:00:00Z" | 1577836800                | true
          DateNotEquals          | "2020-01-01T00:00:00Z" | 1577836801                | true
          DateLessThan           | "2020-01-01T00:00:00Z" | 2019-12-31T23:59:59Z      | true
          DateLessThanEquals     | "2020-01-01"         | 2020-01-01T01:00:00+01:00   | true
          DateGreaterThan        | "2020-01-01T00:00:00Z" | 2019-12-31T23:59:59Z      | false
          DateGreaterThanEquals  | "1577836800"         | 2020-01-01T00:00:00Z        | true
          DateGreaterThan        | "1577836800"         | -                           | false
          IpAddress              | "203.0.113.0/24"     | 203.0.113.77                | true
          IpAddress              | "203.0.113.0/24"     | 203.0.114.1                 | false
          IpAddress              | "203.0.113.9"        | 203.0.113.9                 | true
          IpAddress              | "2001:db8::/33"      | 2001:db8:7fff::1            | true
          IpAddress              | "2001:db8::/33"      | 2001:db8:8000::1            | false
          IpAddress              | "2001:db8::/32"      | 203.0.113.9                 | false
          IpAddress              | "0.0.0.0/0"          | 203.0.113.9                 | true
          IpAddress              | "203.0.113.9"        | localhost                   | false
          NotIpAddress           | "203.0.113.0/24"     | 203.0.113.77                | false
          NotIpAddress           | "203.0.113.0/24"     | -                           | true
          BinaryEquals           | "QmluYXJ5"           | QmluYXJ5                    | true
          BinaryEquals           | "QmluYXJ5"           | QmluYXJ6                    | false
          ForAnyValue:StringEquals | ["a","b"]          | x;b                         | true
          ForAnyValue:StringEquals | ["a","b"]          | x;y                         | false
          ForAnyValue:StringEquals | ["a","b"]          | -                           | false
          ForAnyValue:StringEqualsIfExists | "a"        | -                           | true
          ForAnyValue:StringNotEquals | ["a","b"]       | a;x                         | true
          ForAnyValue:StringNotEquals | ["a","b"]       | a;b                         | false
          ForAllValues:StringEquals | ["a","b"]         | a;b;a                       | true
          ForAllValues:StringEquals | ["a","b"]         | a;x                         | false
          ForAllValues:StringEquals | ["a","b"]         | -                           | true
          ForAllValues:StringLike | "a*"                | ab;ac                       | true
          ForAllValues:StringNotEquals | "a"            | b;a                         | false
          ForAllValues:ArnLike   | "arn:aws:s3:::*"     | arn:aws:s3:::b              | true
          """)
  void comparesByOperator(String operator, String values, String requested, boolean holds) {
    Map<String, List<String>> context =
        requested.equals("-") ? Map.of() : Map.of("my:key", List.of(requested.split(";")));
    assertThat(holds("{'" + operator + "':{'my:Key':" + values + "}}", context)).isEqualTo(holds);
  }

  @Test
  void takesAnEmptyListOfValuesForAMissingKey() {
    Map<String, List<String>> context = Map.of("my:key", List.of());
    assertThat(holds("{'Null':{'my:key':'true'}}", context)).isTrue();
    assertThat(holds("{'StringNotEquals':{'my:key':'a'}}", context)).isTrue();
  }

  @Test
  void wantsAllOperatorsAndAllKeysToHold() {
    String block = "{'StringEquals':{'a:x':'1','a:y':'2'},'StringLike':{'a:z':'*'}}";
    assertThat(holds(block, context("1", "2", "3"))).isTrue();
    assertThat(holds(block, context("1", "x", "3"))).isFalse();
    assertThat(holds(block, Map.of("a:x", List.of("1"), "a:y", List.of("2")))).isFalse();
  }

  @Test
  void letsNoValueSlipByANegatedOperator() {
    assertThat(holds("{'StringNotEquals':{'my:key':'a'}}", Map.of("my:key", List.of("b", "a"))))
        .isFalse();
  }

  private static Map<String, List<String>> context(String x, String y, String z) {
    return Map.of("a:x", List.of(x), "a:y", List.of(y), "a:z", List.of(z));
  }

  private static boolean holds(String block, Map<String, List<String>> context) {
    String statement = "{'Effect':'Allow','Action':'*','Resource':'*','Condition':" + block + "}";
    return Samples.allows(statement, Samples.ACTION, Samples.FUNCTION, context);
  }
}
