package dev.triggerfish.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What holds of every policy and every request. */
class PolicyPropertiesTest {

  @Property(tries = 1000)
  void anotherDenyNeverAllows(
      @ForAll("principals") Principal principal,
      @ForAll @Size(max = 4) List<@From("statements") String> identity,
      @ForAll @Size(max = 3) List<@From("resourceStatements") String> resource,
      @ForAll("statements") String added) {
    AccessRequest request = Samples.request(principal);
    List<String> more = new ArrayList<>(identity);
    more.add(added.replace("'Allow'", "'Deny'"));
    if (!decide(request, identity, resource).allowed()) {
      assertThat(decide(request, more, resource).allowed()).isFalse();
    }
  }

  @Property(tries = 1000)
  void anotherDenyOfTheResourceNeverAllows(
      @ForAll("principals") Principal principal,
      @ForAll @Size(max = 3) List<@From("statements") String> identity,
      @ForAll @Size(max = 3) List<@From("resourceStatements") String> resource,
      @ForAll("resourceStatements") String added) {
    AccessRequest request = Samples.request(principal);
    List<String> more = new ArrayList<>(resource);
    more.add(added.replace("'Allow'", "'Deny'"));
    if (!decide(request, identity, resource).allowed()) {
      assertThat(decide(request, identity, more).allowed()).isFalse();
    }
  }

  @Property(tries = 1000)
  void anotherAllowNeverDenies(
      @ForAll("principals") Principal principal,
      @ForAll @Size(max = 4) List<@From("statements") String> identity,
      @ForAll @Size(max = 3) List<@From("resourceStatements") String> resource,
      @ForAll("statements") String added) {
    AccessRequest request = Samples.request(principal);
    List<String> more = new ArrayList<>(identity);
    more.add(added.replace("'Deny'", "'Allow'"));
    if (decide(request, identity, resource).allowed()) {
      assertThat(decide(request, more, resource).allowed()).isTrue();
    }
  }

  @Property(tries = 1000)
  void theOrderOfStatementsNeverMatters(
      @ForAll("principals") Principal principal,
      @ForAll @Size(max = 4) List<@From("statements") String> identity,
      @ForAll @Size(max = 4) List<@From("resourceStatements") String> resource) {
    AccessRequest request = Samples.request(principal);
    assertThat(decide(request, identity.reversed(), resource.reversed()).allowed())
        .isEqualTo(decide(request, identity, resource).allowed());
  }

  @Property(tries = 2000)
  void parsingThrowsNothingButMalformedPolicies(
      @ForAll("documents") String document, @ForAll PolicyKind kind) {
    assertThatNoException()
        .isThrownBy(
            () -> {
              try {
                Policy.parse(document, kind);
                Policy.parse(document);
              } catch (MalformedPolicyException expected) {
                assertThat(expected.getMessage()).isNotBlank();
              }
            });
  }

  @Property(tries = 500)
  void whatAKindTakesIsTakenWithoutAKindToo(@ForAll("statements") String statement) {
    String document = Samples.document(statement);
    assertThat(Policy.parse(document)).isEqualTo(Policy.parse(document, PolicyKind.IDENTITY));
  }

  @Test
  void decidesQuicklyOnAdversarialWildcards() {
    String pattern = "arn:aws:s3:::" + "*a".repeat(1_000) + "*b";
    String statement = "{'Effect':'Allow','Action':'*','Resource':'" + pattern + "'}";
    String[] statements = new String[20];
    Arrays.fill(statements, statement);
    PolicySet policies = PolicySet.of(List.of(Samples.policy("p", statements)), null);
    AccessRequest request =
        new AccessRequest(
            Samples.USER,
            "s3:GetObject",
            "arn:aws:s3:::" + "a".repeat(100_000),
            Samples.ACCOUNT,
            Map.of());
    assertTimeoutPreemptively(
        Duration.ofSeconds(2),
        () -> assertThat(PolicyEvaluator.decide(request, policies).allowed()).isFalse());
  }

  private static Decision decide(
      AccessRequest request, List<String> identity, List<String> resource) {
    List<NamedPolicy> own =
        identity.isEmpty()
            ? List.of()
            : List.of(Samples.policy("identity", identity.toArray(String[]::new)));
    return PolicyEvaluator.decide(
        request,
        PolicySet.of(
            own,
            resource.isEmpty()
                ? null
                : Samples.policy("resource", resource.toArray(String[]::new))));
  }

  @Provide
  Arbitrary<Principal> principals() {
    return Arbitraries.of(
        Samples.USER, Samples.SESSION, Samples.SNS, Samples.ROOT, new Principal.Anonymous());
  }

  @Provide
  Arbitrary<String> statements() {
    return Combinators.combine(effects(), actions(), resources(), conditions())
        .as(
            (effect, action, resource, condition) ->
                "{" + effect + action + resource + condition + "}");
  }

  @Provide
  Arbitrary<String> resourceStatements() {
    Arbitrary<String> principals =
        Arbitraries.of("user", "role", "session", "account", "service", "anyone")
            .map(named -> ",'Principal':" + DecisionTableTest.principalJson(named));
    Arbitrary<String> exceptions =
        Arbitraries.of("user", "session", "account")
            .map(named -> ",'NotPrincipal':" + DecisionTableTest.principalJson(named));
    return Combinators.combine(
            effects(),
            Arbitraries.oneOf(principals, principals, exceptions),
            actions(),
            resources(),
            conditions())
        .as(
            (effect, who, action, resource, condition) ->
                "{" + effect + who + action + resource + condition + "}");
  }

  @Provide
  Arbitrary<String> documents() {
    Arbitrary<String> nested =
        Arbitraries.of(
            "{\"Version\":\"2012-10-17\",\"Statement\":%s}",
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":%s,\"Resource\":\"*\"}}",
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":%s}}",
            "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":%s,\"Action\":\"sts:AssumeRole\"}}",
            "{\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"a:*\",\"Resource\":\"*\",\"Condition\":%s}}",
            "{\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"a:*\",\"Resource\":\"*\",\"Condition\":{\"IpAddress\":{\"a\":%s}}}}",
            "{\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"a:*\",\"Resource\":\"*\",\"Condition\":{\"DateEquals\":{\"a\":%s}}}}",
            "{\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"a:*\",\"Resource\":\"*\",\"Condition\":{\"NumericEquals\":{\"a\":%s}}}}");
    Arbitrary<String> values =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(30).map(text -> "\"" + text + "\""),
            Arbitraries.strings()
                .withChars("arn:${}*?/,' -0189")
                .ofMaxLength(30)
                .map(text -> "\"" + text + "\""),
            Arbitraries.of(
                "null", "1e999999999", "-0.0", "[]", "{}", "[{}]", "{\"AWS\":[[]]}", "true"));
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(60),
        Arbitraries.strings().withChars("{}[]\":,SatemnEfcAlowiRsu \\").ofMaxLength(60),
        Combinators.combine(nested, values).as(String::formatted));
  }

  private static Arbitrary<String> effects() {
    return Arbitraries.of("'Effect':'Allow'", "'Effect':'Allow'", "'Effect':'Deny'");
  }

  private static Arbitrary<String> actions() {
    return Arbitraries.of(
        ",'Action':'*'",
        ",'Action':'lambda:Invoke*'",
        ",'Action':['s3:*','sqs:*']",
        ",'NotAction':'s3:*'",
        ",'NotAction':'lambda:*'");
  }

  private static Arbitrary<String> resources() {
    return Arbitraries.of(
        ",'Resource':'*'",
        ",'Resource':'arn:aws:lambda:*:*:function:f*'",
        ",'Resource':'arn:aws:s3:::b'",
        ",'Resource':'arn:aws:lambda:*:*:function:${aws:username}'",
        ",'NotResource':'arn:aws:s3:::${aws:username}'");
  }

  private static Arbitrary<String> conditions() {
    return Arbitraries.of(
        "",
        "",
        ",'Condition':{'StringLike':{'aws:PrincipalArn':'*alice'}}",
        ",'Condition':{'Null':{'aws:username':'true'}}",
        ",'Condition':{'StringNotEquals':{'aws:username':'bob'}}",
        ",'Condition':{'Bool':{'aws:PrincipalIsAWSService':'false'}}");
  }
}
