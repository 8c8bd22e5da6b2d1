package dev.triggerfish.invoker.permission;

import static dev.triggerfish.invoker.permission.PermissionFixture.ARN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.policy.Principal;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.PolicyLengthExceededException;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

@OnEachDatabase("invoker")
class FunctionPoliciesTest {

  private static final Principal OTHER_ACCOUNT = new Principal.Root("111122223333");

  private PermissionFixture fixture;

  @BeforeEach
  void aFunctionIsThere(TestDatabase database, @TempDir Path folder) {
    fixture = new PermissionFixture(database);
  }

  private boolean allows(Principal principal, String arn) {
    return fixture.decide(principal, arn, Map.of()).allowed();
  }

  private static void assertNotFound(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void aPolicyIsTheListOfItsStatements() {
    var first = fixture.add(request -> request.statementId("a"));
    var second = fixture.add(request -> request.statementId("b").principal("*"));

    assertThat(fixture.get(null).policy())
        .isEqualTo(
            "{\"Version\":\"2012-10-17\",\"Id\":\"default\",\"Statement\":["
                + first
                + ","
                + second
                + "]}");
  }

  @Test
  void withItsLastStatementAPolicyIsGone() {
    fixture.add(request -> request.statementId("a"));
    fixture.add(request -> request.statementId("b"));
    fixture.remove("a", null, null);
    assertThat(fixture.get(null).policy()).doesNotContain("\"a\"").contains("\"b\"");

    fixture.remove("b", null, null);

    assertNotFound(() -> fixture.get(null), "The resource you requested does not exist.");
    assertNotFound(
        () -> fixture.remove("b", null, null), "No policy is associated with the given resource.");
  }

  @ParameterizedTest
  @CsvSource({"'',1", "'',live", "1,''", "1,live", "live,''", "live,1"})
  void aGrantOnOneQualifierIsNoneOnAnother(String granted, String asked) {
    fixture.add(request -> request.qualifier(granted.isEmpty() ? null : granted));

    assertThat(allows(OTHER_ACCOUNT, ARN + (granted.isEmpty() ? "" : ":" + granted))).isTrue();
    assertThat(allows(OTHER_ACCOUNT, ARN + (asked.isEmpty() ? "" : ":" + asked))).isFalse();
    assertThat(allows(OTHER_ACCOUNT, ARN + ":$LATEST")).isFalse();
    assertNotFound(
        () -> fixture.get(asked.isEmpty() ? null : asked),
        "The resource you requested does not exist.");
  }

  @Test
  void whoDecidesSeesEachChangeAtOnce() {
    assertThat(allows(OTHER_ACCOUNT, ARN)).isFalse();
    fixture.add(request -> {});
    assertThat(allows(OTHER_ACCOUNT, ARN)).isTrue();
    fixture.remove("s", null, null);
    assertThat(allows(OTHER_ACCOUNT, ARN)).isFalse();
  }

  @Test
  void thePolicyThatDecidesIsParsedOnce() {
    fixture.add(request -> {});

    assertThat(fixture.decisive.policyOf(ARN)).isNotNull().isSameAs(fixture.decisive.policyOf(ARN));
  }

  @ParameterizedTest
  @CsvSource({
    "s3.amazonaws.com, arn:aws:s3:::bucket, 000000000000, true",
    "s3.amazonaws.com, arn:aws:s3:::other, 000000000000, false",
    "s3.amazonaws.com, arn:aws:s3:::bucket, 111122223333, false",
    "sns.amazonaws.com, arn:aws:s3:::bucket, 000000000000, false",
  })
  void aServiceActsForTheSourceThatWasNamed(
      String service, String sourceArn, String sourceAccount, boolean allowed) {
    fixture.add(
        request ->
            request
                .principal("s3.amazonaws.com")
                .sourceArn("arn:aws:s3:::bucket")
                .sourceAccount("000000000000"));

    var context =
        Map.of("aws:sourcearn", List.of(sourceArn), "aws:sourceaccount", List.of(sourceAccount));
    assertThat(
            fixture.decide(new Principal.Service(service, sourceAccount), ARN, context).allowed())
        .isEqualTo(allowed);
  }

  @Test
  void aStatementIdIsUsedOncePerPolicy() {
    fixture.add(request -> {});
    fixture.add(request -> request.qualifier("live"));

    assertThatThrownBy(() -> fixture.add(request -> {}))
        .isInstanceOf(ResourceConflictException.class)
        .hasMessageStartingWith(
            "The statement id (s) provided already exists. Please provide a new statement id, or"
                + " remove the existing statement.");
  }

  @Test
  void thereIsNoPolicyOfLatest() {
    assertThatThrownBy(() -> fixture.add(request -> request.qualifier("$LATEST")))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageStartingWith("We currently do not support adding policies for $LATEST.");
  }

  @Test
  void whatIsNotThereGetsNoPolicy() {
    assertNotFound(
        () -> fixture.add(request -> request.qualifier("nope")),
        "Cannot find alias arn: " + ARN + ":nope");
    assertNotFound(
        () -> fixture.add(request -> request.qualifier("42")),
        "Function not found: " + ARN + ":42");
    fixture.add(request -> {});
    assertNotFound(
        () -> fixture.remove("s", "nope", null), "Cannot find alias arn: " + ARN + ":nope");
    assertNotFound(
        () -> fixture.remove("other", null, null),
        "Statement other is not found in resource policy.");
    fixture.deleteUnseen();
    assertNotFound(() -> fixture.add(request -> {}), "Function not found: " + ARN);
    assertNotFound(() -> fixture.remove("s", null, null), "No policy found for: " + ARN);
  }

  @Test
  void aChangeRenewsTheRevisionOfWhatThePolicyBelongsTo() {
    fixture.add(request -> request.qualifier("live"));
    var first = fixture.get("live").revisionId();
    assertThat(fixture.revisions).containsEntry(ARN + ":live", first).containsEntry(ARN, "first");

    fixture.add(request -> request.qualifier("live").statementId("t"));

    assertThat(fixture.get("live").revisionId()).isNotEqualTo(first);
  }

  @Test
  void onlyTheLatestRevisionIsChanged() {
    assertStale(() -> fixture.add(request -> request.revisionId("wrong")), "GetPolicy");
    fixture.add(request -> request.revisionId("first"));
    var latest = fixture.get(null).revisionId();
    assertStale(
        () -> fixture.add(request -> request.statementId("t").revisionId("first")), "GetPolicy");
    assertStale(() -> fixture.remove("s", null, "first"), "GetFunction/GetAlias");
    assertThat(fixture.get(null).revisionId()).isEqualTo(latest);

    fixture.remove("s", null, latest);
  }

  private static void assertStale(ThrowingCallable call, String operations) {
    assertThatThrownBy(call)
        .isInstanceOf(PreconditionFailedException.class)
        .hasMessageStartingWith(
            "The Revision Id provided does not match the latest Revision Id. Call the "
                + operations
                + " API to retrieve the latest Revision Id");
  }

  @Test
  void aPolicyGrowsToTwentyKilobytes() {
    var token = "x".repeat(256);
    assertThatThrownBy(
            () -> {
              for (var i = 0; i < 100; i++) {
                var id = "s" + i;
                fixture.add(request -> request.statementId(id).eventSourceToken(token));
              }
            })
        .isInstanceOf(PolicyLengthExceededException.class)
        .message()
        .matches(
            "(?s)The final policy size \\(20\\d{3}\\) is bigger than the limit \\(20480\\)\\..*");
    assertThat(fixture.get(null).policy().length()).isBetween(20_000, 20_480);
  }

  @Test
  void aFunctionsPoliciesGoWithItAndDoNotComeBack() {
    fixture.add(request -> {});
    fixture.add(request -> request.qualifier("live"));
    assertThat(allows(OTHER_ACCOUNT, ARN + ":live")).isTrue();

    fixture.deleteUnseen();
    fixture.policies.qualifierDeleted(ARN, "$LATEST");
    fixture.create();

    assertThat(allows(OTHER_ACCOUNT, ARN)).isFalse();
    assertThat(allows(OTHER_ACCOUNT, ARN + ":live")).isFalse();
  }

  @Test
  void anAliassPolicyGoesWithIt() {
    fixture.add(request -> {});
    fixture.add(request -> request.qualifier("live"));

    fixture.policies.qualifierDeleted(ARN, "live");

    assertThat(allows(OTHER_ACCOUNT, ARN + ":live")).isFalse();
    assertThat(fixture.policies.find(target(ARN + ":live"))).isNull();
    assertThat(allows(OTHER_ACCOUNT, ARN)).isTrue();
  }

  private static FunctionTarget target(String arn) {
    return Objects.requireNonNull(FunctionTarget.of(arn));
  }
}
