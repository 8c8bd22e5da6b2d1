package dev.triggerfish.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Actions, resources and policy variables. */
class StatementMatchingTest {

  private static final String FN = "arn:aws:lambda:us-east-1:111122223333:function:";

  @ParameterizedTest
  @CsvSource({
    "*, true",
    "lambda:*, true",
    "lambda:InvokeFunction, true",
    "LAMBDA:invokefunction, true",
    "lambda:Invoke*, true",
    "lambda:Invoke?unction, true",
    "lambda:Invoke, false",
    "lambda:Get*, false",
    "s3:*, false",
  })
  void matchesActionsInAnyCase(String pattern, boolean matches) {
    String rest = ",'Resource':'*'}";
    assertThat(allows("'Action':'" + pattern + "'" + rest, FN + "f")).isEqualTo(matches);
    assertThat(allows("'NotAction':'" + pattern + "'" + rest, FN + "f")).isEqualTo(!matches);
  }

  @ParameterizedTest
  @CsvSource({
    "*, arn:aws:lambda:us-east-1:111122223333:function:f, true",
    "*, *, true",
    "arn:aws:lambda:*:*:*, *, false",
    "arn:aws:lambda:us-east-1:111122223333:function:f, arn:aws:lambda:us-east-1:111122223333:function:f, true",
    "arn:aws:lambda:us-east-1:111122223333:function:f, arn:aws:lambda:us-east-1:111122223333:function:f:live, false",
    "arn:aws:lambda:us-east-1:111122223333:function:f:*, arn:aws:lambda:us-east-1:111122223333:function:f:live, true",
    "arn:aws:lambda:us-east-1:111122223333:function:f:*, arn:aws:lambda:us-east-1:111122223333:function:f, false",
    "arn:aws:lambda:us-east-1:111122223333:function:f*, arn:aws:lambda:us-east-1:111122223333:function:f:live, true",
    "arn:aws:lambda:us-east-1:111122223333:function:F, arn:aws:lambda:us-east-1:111122223333:function:f, false",
    "arn:aws:lambda:*:111122223333:function:f, arn:aws:lambda:eu-west-1:111122223333:function:f, true",
    "arn:aws:lambda:*:function:f, arn:aws:lambda:us-east-1:111122223333:function:f, false",
    "arn:aws:lambda:us-east-?:*:function:?, arn:aws:lambda:us-east-1:111122223333:function:f, true",
    "arn:aws:s3:::b/*, arn:aws:s3:::b/a/b:c, true",
    "arn:aws:s3:::b/*, arn:aws:s3:::b, false",
    "arn:aws:s3:::b, arn:aws:s3:::b/a, false",
    "arn:*:s3:::b, arn:aws-cn:s3:::b, true",
    "arn:aws:s3, arn:aws:s3:::b/a, true",
  })
  void matchesArnsByTheirComponents(String pattern, String resource, boolean matches) {
    assertThat(allows("'Action':'*','Resource':'" + pattern + "'}", resource)).isEqualTo(matches);
    assertThat(allows("'Action':'*','NotResource':'" + pattern + "'}", resource))
        .isEqualTo(!matches);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "b/${aws:username}/*, b/alice/x, true",
        "b/${AWS:UserName}/*, b/alice/x, true",
        "b/${aws:username}/*, b/bob/x, false",
        "b/${ctx:star}, b/anything, false",
        "b/${ctx:star}, b/*, true",
        "b/${ctx:none}, b/, false",
        "\"b/${ctx:none, 'guest'}\", b/guest, true",
        "\"b/${aws:username, 'guest'}\", b/alice, true",
        "\"b/${ctx:none, 'g*'}\", b/guest, false",
        "b/${*}, b/*, true",
        "b/${*}, b/x, false",
        "b/${?}, b/?, true",
        "b/${?}, b/x, false",
        "b/${$}{x}, b/${x}, true",
        "b/${ctx:many}, b/1, false",
        "b/${ctx:colons}/*, b/a:b:c/x, true",
        "b/${unclosed, b/${unclosed, true",
        "*${aws:username}*, xxalicexx, true",
      })
  void substitutesVariables(String pattern, String resource, boolean matches) {
    // Defaults are in single quotes, which the samples use for double ones.
    String statement =
        "{'Effect':'Allow','Action':'*','Resource':'arn:aws:s3:::" + escaped(pattern) + "'}";
    assertThat(Samples.allows(statement, "s3:GetObject", "arn:aws:s3:::" + resource, context()))
        .isEqualTo(matches);
  }

  @Test
  void substitutesVariablesInConditionsLiterally() {
    assertThat(allowsIf("'StringLike':{'ctx:value':'${ctx:star}'}")).isFalse();
    assertThat(allowsIf("'StringEquals':{'ctx:name':'${aws:username}'}")).isTrue();
    assertThat(allowsIf("'StringEqualsIgnoreCase':{'ctx:name':'${aws:USERNAME}'}")).isTrue();
    assertThat(allowsIf("'ArnLike':{'ctx:arn':'arn:aws:iam::*:user/${aws:username}'}")).isTrue();
  }

  @Test
  void doesNotMatchByNegationWhenAVariableIsUnknown() {
    assertThat(allowsIf("'StringNotEquals':{'ctx:name':'${ctx:none}'}")).isFalse();
    assertThat(allows("'Action':'*','NotResource':'arn:aws:s3:::${ctx:none}'}", FN + "f"))
        .isFalse();
  }

  @Test
  void anotherResourceStillMatchesWhenAVariableIsUnknown() {
    assertThat(allows("'Action':'*','Resource':['arn:aws:s3:::${ctx:none}','*']}", FN + "f"))
        .isTrue();
  }

  @Test
  void knowsNoVariablesBeforeVersion2012() {
    String document =
        "{\"Version\":\"2008-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\","
            + "\"Resource\":\"arn:aws:s3:::${aws:username}\"}}";
    PolicySet policies =
        PolicySet.of(List.of(new NamedPolicy("old", Policy.parse(document))), null);
    assertThat(decides(policies, "arn:aws:s3:::alice")).isFalse();
    assertThat(decides(policies, "arn:aws:s3:::${aws:username}")).isTrue();
  }

  @Test
  void takesMoreVariablesThanAStackIsDeep() {
    String many = "${aws:username}".repeat(5_000);
    assertThat(
            Samples.allows(
                "{'Effect':'Allow','Action':'*','Resource':'arn:aws:s3:::" + many + "'}",
                "s3:GetObject",
                "arn:aws:s3:::" + "alice".repeat(5_000)))
        .isTrue();
  }

  private static boolean decides(PolicySet policies, String resource) {
    AccessRequest request =
        new AccessRequest(Samples.USER, "s3:GetObject", resource, Samples.ACCOUNT, Map.of());
    return PolicyEvaluator.decide(request, policies).allowed();
  }

  private static boolean allows(String rest, String resource) {
    return Samples.allows("{'Effect':'Allow'," + rest, "lambda:InvokeFunction", resource);
  }

  private static boolean allowsIf(String condition) {
    return Samples.allows(
        "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{" + condition + "}}",
        "s3:GetObject",
        "arn:aws:s3:::b",
        context());
  }

  private static Map<String, List<String>> context() {
    return Map.of(
        "ctx:star", List.of("*"),
        "ctx:value", List.of("anything"),
        "ctx:name", List.of("alice"),
        "ctx:arn", List.of("arn:aws:iam::1:user/alice"),
        "ctx:colons", List.of("a:b:c"),
        "ctx:many", List.of("1", "2"));
  }

  private static String escaped(String pattern) {
    return pattern.replace("'", "\\u0027");
  }
}
