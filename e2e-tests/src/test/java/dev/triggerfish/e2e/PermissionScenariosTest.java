package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** Who may do what, and who may not. */
@OnSharedPlatforms
class PermissionScenariosTest {

  /** A client in twenty lines, since boto3 is not on every machine: signs and calls. */
  private static final String SIGNED_CALL =
      """
      import datetime, hashlib, hmac, os, urllib.error, urllib.request

      def call(service, path, body, key, secret, token=None, target=None, base=None):
          base = base or os.environ["AWS_ENDPOINT_URL"]
          host = base.split("//")[1]
          now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
          headers = {"host": host, "x-amz-date": now}
          if token: headers["x-amz-security-token"] = token
          if target: headers["x-amz-target"] = target
          names = ";".join(sorted(headers))
          canonical = "\\n".join(["POST", path, ""] + [n + ":" + headers[n] for n in sorted(headers)]
              + ["", names, hashlib.sha256(body.encode()).hexdigest()])
          scope = "/".join([now[:8], "us-east-1", service, "aws4_request"])
          text = "\\n".join(["AWS4-HMAC-SHA256", now, scope, hashlib.sha256(canonical.encode()).hexdigest()])
          k = ("AWS4" + secret).encode()
          for part in scope.split("/"): k = hmac.new(k, part.encode(), "sha256").digest()
          signature = hmac.new(k, text.encode(), "sha256").hexdigest()
          headers["authorization"] = ("AWS4-HMAC-SHA256 Credential=" + key + "/" + scope
              + ", SignedHeaders=" + names + ", Signature=" + signature)
          headers["content-type"] = ("application/x-amz-json-1.1" if target
              else "application/x-www-form-urlencoded")
          request = urllib.request.Request(base + path, body.encode(), headers, method="POST")
          try:
              return urllib.request.urlopen(request).read().decode()
          except urllib.error.HTTPError as e:
              return str(e.code) + " " + e.read().decode()

      def own(service, path, body, **more):
          env = os.environ
          return call(service, path, body, env["AWS_ACCESS_KEY_ID"], env["AWS_SECRET_ACCESS_KEY"],
              env["AWS_SESSION_TOKEN"], **more)
      """;

  @Parameter private PlatformKind kind;

  private Cloud root() {
    return new Cloud(kind.running().endpoint(), Cloud.ROOT);
  }

  @Test
  void aFunctionIsItsRoleAndMayDoWhatTheRoleMay() {
    var cloud = root();
    cloud.function(
        "who-am-i",
        Runtime.PYTHON3_12,
        "index.handler",
        Functions.python(
            SIGNED_CALL
                + """

                def handler(event, context):
                    return [own("sts", "/", "Action=GetCallerIdentity&Version=2011-06-15"),
                            own("iam", "/", "Action=ListRoles&Version=2010-05-08")]
                """));

    var answer = cloud.invoke("who-am-i", "{}").payload().asUtf8String();

    assertThat(answer)
        .contains("<Arn>arn:aws:sts::000000000000:assumed-role/who-am-i/who-am-i</Arn>")
        .contains("403 ")
        .contains("<Code>AccessDenied</Code>")
        .contains(
            "User: arn:aws:sts::000000000000:assumed-role/who-am-i/who-am-i is not authorized to"
                + " perform: iam:ListRoles on resource: ")
        .contains("because no identity-based policy allows the iam:ListRoles action");
  }

  @Test
  void aFunctionThatHardCodesTheRootKeyIsRefusedAndToldWhy() {
    var cloud = root();
    cloud.function(
        "root-key",
        Runtime.PYTHON3_12,
        "index.handler",
        Functions.python(
            SIGNED_CALL
                + """

                def handler(event, context):
                    return call("iam", "/", "Action=ListRoles&Version=2010-05-08", "test", "test")
                """));

    assertThat(cloud.invoke("root-key", "{}").payload().asUtf8String())
        .contains("403 ")
        .contains("root keys are refused to functions");
  }

  @Test
  void theRootKeyIsRefusedToAFunctionAtThePublicDoorToo() {
    var cloud = root();
    cloud.function(
        "public-door",
        Runtime.PYTHON3_12,
        "index.handler",
        Functions.python(
            SIGNED_CALL
                + """

                def handler(event, context):
                    return call("iam", "/", "Action=ListRoles&Version=2010-05-08", "test", "test",
                        base=event)
                """));

    var answer = cloud.invoke("public-door", "\"" + cloud.endpoint() + "\"");

    assertThat(answer.payload().asUtf8String())
        .contains("403 ")
        .contains("root keys are refused to functions");
    assertThat(root().iam.listRoles().roles()).isNotEmpty();
  }

  @Test
  void aRoleWithoutTheRightToLogLeavesNoTrace() {
    var cloud = root();
    var silent = cloud.bareRole("silent");
    cloud.function(
        "silent",
        Runtime.PYTHON3_12,
        "index.handler",
        Functions.python("def handler(e, c): print('secret')"),
        silent,
        3);
    cloud.function(
        "loud",
        Runtime.PYTHON3_12,
        "index.handler",
        Functions.python("def handler(e, c): print('public')"));

    cloud.invoke("silent", "{}");
    cloud.invoke("loud", "{}");

    cloud.awaitLog("loud", "public");
    assertThat(cloud.log("silent", null)).isEmpty();
  }

  @Test
  void aUserMayDoNothingUntilAPolicySaysSoAndThenAtOnce() {
    var cloud = root();
    cloud.iam.createUser(r -> r.userName("newcomer"));
    var key = cloud.iam.createAccessKey(r -> r.userName("newcomer")).accessKey();
    var user = cloud.as(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));

    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(user.lambda::listFunctions)
          .isInstanceOfSatisfying(
              AwsServiceException.class,
              e -> {
                assertThat(e.statusCode()).isEqualTo(403);
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
              });
      cloud.iam.putUserPolicy(
          r ->
              r.userName("newcomer")
                  .policyName("list")
                  .policyDocument(
                      """
                      {"Version":"2012-10-17","Statement":
                       {"Effect":"Allow","Action":"lambda:ListFunctions","Resource":"*"}}
                      """));
      user.lambda.listFunctions();
      cloud.iam.deleteUserPolicy(r -> r.userName("newcomer").policyName("list"));
      awaitRefusal(user);
    }
  }

  /**
   * A right that was taken away may be used for a moment, as in AWS, but no longer than a second.
   */
  private static void awaitRefusal(Cloud user) {
    org.awaitility.Awaitility.await()
        .atMost(java.time.Duration.ofSeconds(2))
        .until(
            () -> {
              try {
                user.lambda.listFunctions();
                return false;
              } catch (AwsServiceException e) {
                return e.statusCode() == 403;
              }
            });
  }

  @Test
  void aDeletedKeyIsUnknownAtOnce() {
    var cloud = root();
    cloud.iam.createUser(r -> r.userName("leaver"));
    var key = cloud.iam.createAccessKey(r -> r.userName("leaver")).accessKey();
    var user = cloud.as(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
    assertThat(user.sts.getCallerIdentity().arn())
        .isEqualTo("arn:aws:iam::000000000000:user/leaver");

    cloud.iam.deleteAccessKey(r -> r.userName("leaver").accessKeyId(key.accessKeyId()));

    org.awaitility.Awaitility.await()
        .atMost(java.time.Duration.ofSeconds(2))
        .untilAsserted(
            () ->
                assertThatThrownBy(user.sts::getCallerIdentity)
                    .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        e ->
                            assertThat(e.awsErrorDetails().errorCode())
                                .isEqualTo("InvalidClientTokenId")));
  }

  @Test
  void sessionsEndWithTheirRole() {
    var cloud = root();
    cloud.iam.createRole(
        r ->
            r.roleName("passing")
                .assumeRolePolicyDocument(
                    """
                    {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                     "Principal":{"AWS":"arn:aws:iam::000000000000:root"},"Action":"sts:AssumeRole"}]}
                    """));
    cloud.iam.createUser(r -> r.userName("assumer"));
    cloud.iam.putUserPolicy(
        r ->
            r.userName("assumer")
                .policyName("assume")
                .policyDocument(
                    """
                    {"Version":"2012-10-17","Statement":
                     {"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*"}}
                    """));
    var key = cloud.iam.createAccessKey(r -> r.userName("assumer")).accessKey();
    var user = cloud.as(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
    var given =
        user.sts
            .assumeRole(
                r -> r.roleArn("arn:aws:iam::000000000000:role/passing").roleSessionName("session"))
            .credentials();
    var session =
        cloud.as(
            AwsSessionCredentials.create(
                given.accessKeyId(), given.secretAccessKey(), given.sessionToken()));
    assertThat(session.sts.getCallerIdentity().arn())
        .isEqualTo("arn:aws:sts::000000000000:assumed-role/passing/session");

    cloud.iam.deleteRole(r -> r.roleName("passing"));

    org.awaitility.Awaitility.await()
        .atMost(java.time.Duration.ofSeconds(2))
        .untilAsserted(
            () ->
                assertThatThrownBy(session.sts::getCallerIdentity)
                    .isInstanceOf(AwsServiceException.class));
  }
}
