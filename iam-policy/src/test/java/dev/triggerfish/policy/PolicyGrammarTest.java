package dev.triggerfish.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each kind of policy must look like, and what AWS says where it does not. */
class PolicyGrammarTest {

  private static final String V = "\"Version\":\"2012-10-17\"";
  private static final String SYNTAX = "Syntax errors in policy.";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          no json | Syntax errors in policy.
          {} | Syntax errors in policy.
          [] | Syntax errors in policy.
          {V} | Syntax errors in policy.
          {V,"Statement":[]} | Syntax errors in policy.
          {V,"Statement":["a"]} | Syntax errors in policy.
          {V,"Statement":null} | Syntax errors in policy.
          {V,"Statement":"a"} | Syntax errors in policy.
          {V,"Statement":{S},"Extra field":"value"} | Syntax errors in policy.
          {V,"Statement":{S,"Extra field":"value"}} | Syntax errors in policy.
          {V,"Id":["a"],"Statement":{S}} | Syntax errors in policy.
          {V,"Id":{},"Statement":{S}} | Syntax errors in policy.
          {V,"Statement":{S,"Sid":{}}} | Syntax errors in policy.
          {V,V,"Statement":{S}} | Syntax errors in policy.
          {V,"Statement":{S}} x | Syntax errors in policy.
          {"Version":"2013-10-17","Statement":{S}} | Syntax errors in policy.
          {"Version":"2008-10-17","Statement":{S}} | Policy document must be version 2012-10-17 or greater.
          {"Statement":{S}} | Policy document must be version 2012-10-17 or greater.
          {"Statement":[{S,"Sid":"a"},{"Effect":"Allow","Sid":"a"}]} | Policy document must be version 2012-10-17 or greater.
          {V,"Statement":{"Effect":"invalid","Action":"*","Resource":"*"}} | Syntax errors in policy.
          {V,"Statement":{"Action":"*","Resource":"*"}} | Syntax errors in policy.
          {V,"Statement":{"Effect":"denY","Action":"*","Resource":"*"}} | The policy failed legacy parsing
          {V,"Statement":{S,"Principal":"*"}} | Policy document should not specify a principal.
          {V,"Statement":{"Effect":"Allow","Action":"invalid","Resource":"*"}} | Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.
          {V,"Statement":{"Effect":"Allow","NotAction":"","Resource":"*"}} | Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.
          {V,"Statement":{"Effect":"Allow","Action":"a a:b","Resource":"*"}} | Vendor a a is not valid
          {V,"Statement":{"Effect":"Allow","Action":":b","Resource":"*"}} | Vendor  is not valid
          {V,"Statement":{"Effect":"Allow","Action":"s3:List:Bucket","Resource":"*"}} | Actions/Condition can contain only one colon.
          {V,"Statement":{"Effect":"Allow","Action":"s:3:b","Resource":"sdf"}} | Resource sdf must be in ARN format or "*".
          {V,"Statement":{"Effect":"Allow","Action":"s3:b","Resource":""}} | Resource  must be in ARN format or "*".
          {V,"Statement":{"Effect":"Allow","Action":"s3:b","NotResource":["adf"]}} | Resource adf must be in ARN format or "*".
          {V,"Statement":{"Effect":"Allow","Action":"s3:b","Resource":"a:bsd"}} | Partition "bsd" is not valid for resource "arn:bsd:*:*:*:*".
          {V,"Statement":{"Effect":"Allow","Action":"s3:b","Resource":"a:b:c:d:e:f:g:h"}} | Partition "b" is not valid for resource "arn:b:c:d:e:f:g:h".
          {V,"Statement":{"Effect":"Allow","Action":"s3:b","Resource":"aws:s3:::b"}} | Partition "s3" is not valid for resource "arn:s3:::b:*".
          {V,"Statement":{"Effect":"Allow","Action":"s3:b","Resource":["arn:error:s3:::b","arn:error:s3::b"]}} | Partition "error" is not valid for resource "arn:error:s3:::b".
          {V,"Statement":{"Effect":"Allow","Action":"s3:b","Resource":"arn:aws"}} | Resource vendor must be fully qualified and cannot contain regexes.
          {V,"Statement":{"Effect":"Allow","Action":"s3:b","Resource":"arn:aws:*:*:*:*"}} | Resource vendor must be fully qualified and cannot contain regexes.
          {V,"Statement":{"Effect":"Allow","Action":"s3:b","Resource":"arn:aws:s3::b"}} | The policy failed legacy parsing
          {V,"Statement":{"Effect":"Allow","Action":"s3:b","Resource":"arn:aws::::b"}} | The policy failed legacy parsing
          {V,"Statement":{"Effect":"Allow","Resource":"arn:aws:s3::b"}} | The policy failed legacy parsing
          {V,"Statement":{"Effect":"Allow","Action":"s3:b","Resource":"arn:aws:iam:::b"}} | IAM resource path must either be "*" or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.
          {V,"Statement":{"Effect":"Allow","Action":"s3:b","Resource":"arn:aws:iam:us-east-1::b"}} | IAM resource arn:aws:iam:us-east-1::b cannot contain region information.
          {V,"Statement":{"Effect":"Allow","Action":"s3:b","Resource":"arn:aws:s3:us-east-1::b"}} | Resource arn:aws:s3:us-east-1::b can not contain region information.
          {V,"Statement":{"Effect":"Allow","Action":"s3:b"}} | Policy statement must contain resources.
          {V,"Statement":{"Effect":"Allow","Action":"invalid"}} | Policy statement must contain resources.
          {V,"Statement":{"Effect":"Allow","Action":"s3:b","Resource":[]}} | Policy statement must contain resources.
          {V,"Statement":{"Effect":"Allow","Resource":"*"}} | Policy statement must contain actions.
          {V,"Statement":{"Effect":"Allow"}} | Policy statement must contain actions.
          {V,"Statement":{"Effect":"Allow","Action":[],"Resource":"*"}} | Policy statement must contain actions.
          {V,"Statement":[{"Effect":"Deny"},{S}]} | Policy statement must contain actions.
          {V,"Statement":{"Effect":"Allow","Action":123,"Resource":"*"}} | Syntax errors in policy.
          {V,"Statement":{"Effect":"Allow","Action":[[]],"Resource":"*"}} | Syntax errors in policy.
          {V,"Statement":{"Effect":"Allow","Action":{},"Resource":"*"}} | Syntax errors in policy.
          {V,"Statement":{"Effect":"Allow","Action":"s3:b","Resource":["adf",{}]}} | Syntax errors in policy.
          {V,"Statement":{S,"NotAction":[]}} | Syntax errors in policy.
          {V,"Statement":{S,"NotResource":[]}} | Syntax errors in policy.
          {V,"Statement":{S,"Condition":[]}} | Syntax errors in policy.
          {V,"Statement":{S,"Condition":"a"}} | Syntax errors in policy.
          {V,"Statement":{S,"Condition":{"a":"b"}}} | Syntax errors in policy.
          {V,"Statement":{S,"Condition":{"DateGreaterThan":{"a":{}}}}} | Syntax errors in policy.
          {V,"Statement":{S,"Condition":{"x":{"a":"1"}}}} | Syntax errors in policy.
          {V,"Statement":{S,"Condition":{"ForAnyValue::StringEquals":{"a":"b"}}}} | Syntax errors in policy.
          {V,"Statement":{S,"Condition":{"NullIfExists":{"a":"true"}}}} | Syntax errors in policy.
          {V,"Statement":{S,"Condition":{"DateGreaterThan":{"a":"sdfdsf"}}}} | The policy failed legacy parsing
          {V,"Statement":{S,"Condition":{"DateLessThanEquals":{"a":"234-13"}}}} | The policy failed legacy parsing
          {V,"Statement":{S,"Condition":{"DateLessThan":{"a":"9223372036854775808"}}}} | The policy failed legacy parsing
          {V,"Statement":[{S,"Sid":"sdf"},{"Sid":"sdf","Effect":"Allow"}]} | Statement IDs (SID) in a single policy must be unique.
          {V,"Statement":{S,"Sid":"a-b"}} | Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*
          """)
  void refusesIdentityPolicies(String document, String message) {
    refuses(expand(document), PolicyKind.IDENTITY, message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{V,'Statement':{S}}",
        "{V,'Id':'sdf','Statement':[{S,'Sid':'a'},{S},{S,'Sid':''},{S,'Sid':''}]}",
        "{V,'Statement':{'Effect':'Allow','Action':'iam: asdf safdsf af ','Resource':'*'}}",
        "{V,'Statement':{'Effect':'Deny','NotAction':['s3-s:b','s3.s:*'],'NotResource':'*'}}",
        "{V,'Statement':{'Effect':'Allow','Action':'s3:b','Resource':'arn:aws:fdsasf'}}",
        "{V,'Statement':{'Effect':'Allow','Action':'s3:b','Resource':['arn:aws:s33:::b','*']}}",
        "{V,'Statement':{'Effect':'Allow','Action':'s3:b','Resource':'arn:aws:iam:::user/b'}}",
        "{V,'Statement':{'Effect':'Allow','Action':'s3:b','Resource':'arn:aws:ec2:us-east-1::b'}}",
        "{V,'Statement':{'Effect':'Allow','Action':'s3:b','Resource':'arn:aws:iam::*:user/${aws:username}'}}",
        "{V,'Statement':{S,'Condition':{}}}",
        "{V,'Statement':{S,'Condition':{'a':{}}}}",
        "{V,'Statement':{S,'Condition':{'DateGreaterThan':{'a':[]}}}}",
        "{V,'Statement':{S,'Condition':{'ForAnyValue:StringEqualsIfExists':{'a':'asf'}}}}",
        "{V,'Statement':{S,'Condition':{'DateLessThan':{'a':'-292275054'}}}}",
        "{V,'Statement':{S,'Condition':{'DateLessThan':{'a':'2016-12-13T21:20:37.593194+00:00'}}}}",
        "{V,'Statement':{S,'Condition':{'Bool':{'aws:SecureTransport':true},'NumericEquals':{'a':1}}}}",
      })
  void takesIdentityPolicies(String document) {
    assertThatCode(() -> Policy.parse(expand(document.replace('\'', '"')), PolicyKind.IDENTITY))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {invalid | This policy contains invalid Json
          {V,"Statement":[]} | Could not parse the policy: Statement is empty!
          {"Version":"2020-01-01","Statement":[{T}]} | The policy must contain a valid version string
          {V,"Statement":[{T,"Resource":"*"}]} | Has prohibited field Resource
          {V,"Statement":[{T,"NotResource":"*"}]} | AssumeRole policy must not contain resources.
          {V,"Statement":[{"Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}]} | Missing required field Effect
          {V,"Statement":[{"Effect":"Maybe","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}]} | Invalid effect: Maybe
          {V,"Statement":[{"Effect":"Allow","Action":"sts:AssumeRole"}]} | Missing required field Principal
          {V,"Statement":[{"Effect":"Allow","Principal":{},"Action":"sts:AssumeRole"}]} | Missing required field Principal cannot be empty!
          {V,"Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}]} | AssumeRolepolicy contained an invalid principal: "STAR":"*".
          {V,"Statement":[{"Effect":"Allow","NotPrincipal":{"AWS":"*"},"Action":"sts:AssumeRole"}]} | Allow with NotPrincipal is not allowed.
          {V,"Statement":[{"Effect":"Allow","Principal":{"AWS":"*"}}]} | Missing required field Action
          {V,"Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"*"}]} | AssumeRole policy may only specify STS AssumeRole actions.
          {V,"Statement":[{"Effect":"Allow","Principal":{"AWS":"bob"},"Action":"sts:AssumeRole"}]} | Invalid principal in policy: "AWS":"bob"
          {V,"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/*"},"Action":"sts:AssumeRole"}]} | Invalid principal in policy: "AWS":"arn:aws:iam::111122223333:user/*"
          {V,"Statement":[{"Effect":"Allow","Principal":{"Service":"lambda"},"Action":"sts:AssumeRole"}]} | Invalid principal in policy: "SERVICE":"lambda"
          {V,"Statement":[{"Effect":"Allow","Principal":{"Foo":"a"},"Action":"sts:AssumeRole"}]} | Invalid principal in policy: "Foo"
          {V,"Statement":[{T,"Sid":"a"},{T,"Sid":"a"}]} | The Statement Ids in the policy are not unique
          """)
  void refusesTrustPolicies(String document, String message) {
    refuses(expand(document), PolicyKind.TRUST, message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{V,'Statement':[{T}]}",
        "{'Statement':{T}}",
        "{'Version':'2008-10-17','Statement':{T,'Sid':''}}",
        "{V,'Statement':{'Effect':'Allow','Principal':{'AWS':['111122223333','*','AROAEXAMPLE','arn:aws:iam::111122223333:role/p/r','arn:aws:sts::111122223333:assumed-role/r/s']},'Action':['sts:AssumeRole','sts:TagSession']}}",
      })
  void takesTrustPolicies(String document) {
    assertThatCode(() -> Policy.parse(expand(document.replace('\'', '"')), PolicyKind.TRUST))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"Statement":[{S}]} | Missing required field Principal
          {"Statement":[{"Effect":"Allow","Principal":"*","Resource":"*"}]} | Policy statement must contain actions.
          {"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:b"}]} | Policy statement must contain resources.
          {"Statement":[{S,"Principal":{"AWS":"bob"}}]} | Invalid principal in policy: "AWS":"bob"
          {"Statement":[{S,"Principal":"bob"}]} | Missing required field Principal cannot be empty!
          """)
  void refusesResourcePolicies(String document, String message) {
    refuses(expand(document), PolicyKind.RESOURCE, message);
  }

  @Test
  void takesResourcePoliciesOfTheOlderVersionWithAnySid() {
    String document = expand("{\"Statement\":[{S,\"Sid\":\"sns-1_a b\",\"Principal\":\"*\"}]}");
    assertThat(Policy.parse(document, PolicyKind.RESOURCE).document()).isEqualTo(document);
  }

  @Test
  void saysWhatStsSaysOfSessionPolicies() {
    refuses("nope", PolicyKind.SESSION, "The policy is not in the valid JSON format.");
  }

  @ParameterizedTest
  @EnumSource(
      value = PolicyKind.class,
      names = {"IDENTITY", "BOUNDARY", "RESOURCE"})
  void refusesDeepAndLongDocuments(PolicyKind kind) {
    refuses("[".repeat(100_000), kind, SYNTAX);
    refuses("{\"a\":".repeat(5_000), kind, SYNTAX);
    refuses(" ".repeat(131_073), kind, SYNTAX);
  }

  @Test
  void storedDocumentsMayBeOfAnyKindButMustBeComplete() {
    assertThatCode(() -> Policy.parse(expand("{V,\"Statement\":{S}}"))).doesNotThrowAnyException();
    assertThatCode(() -> Policy.parse(expand("{V,\"Statement\":{T}}"))).doesNotThrowAnyException();
    assertThatExceptionOfType(MalformedPolicyException.class)
        .isThrownBy(
            () -> Policy.parse("{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"a:b\"}}"));
  }

  @Test
  void storedDocumentsWithoutStatementsAllowNothing() {
    NamedPolicy empty = new NamedPolicy("empty", Policy.parse("{\"Statement\":[]}"));
    PolicySet policies =
        PolicySet.of(List.of(Samples.policy("all", Samples.ALLOW_ALL)), null).withBoundary(empty);
    Decision decision = PolicyEvaluator.decide(Samples.request(Samples.USER), policies);
    assertThat(decision.allowed()).isFalse();
    assertThat(decision.by()).isEqualTo(Decision.PolicyType.BOUNDARY);
  }

  @Test
  void namesThePrincipalsToLookUp() {
    String document =
        "{'Statement':[{'Effect':'Allow','Principal':{'AWS':['arn:aws:iam::111122223333:role/r','*',"
            + "'111122223333'],'Service':'s3.amazonaws.com'},'Action':'sts:AssumeRole'}]}";
    assertThat(Policy.parse(document.replace('\'', '"'), PolicyKind.TRUST).principalArns())
        .containsExactly("arn:aws:iam::111122223333:role/r");
  }

  private static void refuses(String document, PolicyKind kind, String message) {
    assertThatExceptionOfType(MalformedPolicyException.class)
        .isThrownBy(() -> Policy.parse(document, kind))
        .withMessage(message);
  }

  private static String expand(String document) {
    return document
        .replace("{V", "{" + V)
        .replace(",V", "," + V)
        .replace("{S", "{\"Effect\":\"Allow\",\"Action\":\"s3:ListBucket\",\"Resource\":\"*\"")
        .replace(
            "{T",
            "{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},"
                + "\"Action\":\"sts:AssumeRole\"");
  }
}
