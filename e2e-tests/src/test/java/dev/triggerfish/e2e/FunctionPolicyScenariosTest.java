package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** A function's policy lets others in, and nobody else. */
@OnSharedPlatforms
class FunctionPolicyScenariosTest {

  private static final String OTHER = "444455556666";

  @Parameter private PlatformKind kind;

  private Cloud root() {
    return new Cloud(kind.running().endpoint(), Cloud.ROOT);
  }

  private Cloud otherAccount() {
    return root().as(AwsBasicCredentials.create(OTHER, "test"));
  }

  private static String arn(String function) {
    return "arn:aws:lambda:us-east-1:000000000000:function:" + function;
  }

  private static String invoke(Cloud cloud, String function) {
    return cloud
        .lambda
        .invoke(r -> r.functionName(function).payload(SdkBytes.fromUtf8String("1")))
        .payload()
        .asUtf8String();
  }

  private static void assertDenied(ThrowingCallable call, String reason) {
    assertThat(Cloud.denial(call)).endsWith(reason);
  }

  @Test
  void anotherAccountInvokesFromAddPermissionToRemovePermission() {
    var cloud = root();
    cloud.function(
        "shared",
        Runtime.PYTHON3_12,
        "index.handler",
        Functions.python("def handler(event, context): return context.invoked_function_arn"));
    var other = otherAccount();
    var missing =
        "arn:aws:iam::444455556666:root is not authorized to perform: lambda:InvokeFunction on"
            + " resource: "
            + arn("shared")
            + " because no resource-based policy allows the lambda:InvokeFunction action";
    assertDenied(() -> invoke(other, arn("shared")), missing);

    cloud.lambda.addPermission(
        r ->
            r.functionName("shared")
                .statementId("other")
                .action("lambda:InvokeFunction")
                .principal(OTHER));

    assertThat(invoke(other, arn("shared"))).isEqualTo("\"" + arn("shared") + "\"");
    // The function alone was shared, not what has a qualifier, and only to be invoked.
    assertDenied(
        () -> invoke(other, arn("shared") + ":$LATEST"), "the lambda:InvokeFunction action");
    assertDenied(
        () -> other.lambda.getFunction(r -> r.functionName(arn("shared"))),
        "because no resource-based policy allows the lambda:GetFunction action");

    cloud.lambda.removePermission(r -> r.functionName("shared").statementId("other"));

    assertDenied(() -> invoke(other, arn("shared")), missing);
  }

  @Test
  void aUserOfAnotherAccountNeedsBothAccountsToAllowIt() {
    var cloud = root();
    cloud.function(
        "both",
        Runtime.PYTHON3_12,
        "index.handler",
        Functions.python("def handler(event, context): return event"));
    cloud.lambda.addPermission(
        r ->
            r.functionName("both")
                .statementId("other")
                .action("lambda:InvokeFunction")
                .principal(OTHER));
    var other = otherAccount();
    other.iam.createUser(r -> r.userName("guest-of-both"));
    var key = other.iam.createAccessKey(r -> r.userName("guest-of-both")).accessKey();
    var guest = cloud.as(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
    assertDenied(
        () -> invoke(guest, arn("both")),
        "because no identity-based policy allows the lambda:InvokeFunction action");

    other.iam.putUserPolicy(
        r ->
            r.userName("guest-of-both")
                .policyName("invoke")
                .policyDocument(
                    """
                    {"Version":"2012-10-17","Statement":
                     {"Effect":"Allow","Action":"lambda:InvokeFunction","Resource":"*"}}
                    """));

    assertThat(invoke(guest, arn("both"))).isEqualTo("1");
  }

  @Test
  void aGrantToAUserOfTheSameAccountNeedsNoPolicyOfTheUser() {
    var cloud = root();
    cloud.function(
        "granted",
        Runtime.PYTHON3_12,
        "index.handler",
        Functions.python("def handler(event, context): return event"));
    var arn = cloud.iam.createUser(r -> r.userName("grantee")).user().arn();
    var key = cloud.iam.createAccessKey(r -> r.userName("grantee")).accessKey();
    var user = cloud.as(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
    assertDenied(
        () -> invoke(user, "granted"),
        "because no identity-based policy allows the lambda:InvokeFunction action");

    cloud.lambda.addPermission(
        r ->
            r.functionName("granted")
                .statementId("user")
                .action("lambda:InvokeFunction")
                .principal(arn));

    assertThat(invoke(user, "granted")).isEqualTo("1");
  }

  @Test
  void aFunctionOfTheSameNameInheritsNoPolicy() {
    var cloud = root();
    var code = Functions.python("def handler(event, context): return event");
    var role = cloud.role("reborn");
    cloud.function("reborn", Runtime.PYTHON3_12, "index.handler", code, role, 3);
    cloud.lambda.addPermission(
        r ->
            r.functionName("reborn")
                .statementId("other")
                .action("lambda:InvokeFunction")
                .principal(OTHER));
    assertThat(invoke(otherAccount(), arn("reborn"))).isEqualTo("1");

    cloud.lambda.deleteFunction(r -> r.functionName("reborn"));
    cloud.function("reborn", Runtime.PYTHON3_12, "index.handler", code, role, 3);

    assertDenied(
        () -> invoke(otherAccount(), arn("reborn")), "allows the lambda:InvokeFunction action");
  }
}
