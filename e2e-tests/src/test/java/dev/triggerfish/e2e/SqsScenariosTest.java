package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.services.sqs.model.QueueDeletedRecentlyException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** SQS queues, by the SDK in JSON, by the AWS CLI, and in the Query protocol. */
@OnSharedPlatforms
@MovesTheClock
class SqsScenariosTest {

  @Parameter private PlatformKind kind;

  @TempDir private Path folder;

  @Test
  void theSdkMakesFindsAndDeletesQueues() {
    var platform = kind.running();
    var sqs = new Cloud(platform.endpoint(), Cloud.ROOT).sqs;

    var url =
        sqs.createQueue(
                r ->
                    r.queueName("orders")
                        .attributesWithStrings(Map.of("VisibilityTimeout", "45"))
                        .tags(Map.of("team", "blue")))
            .queueUrl();

    assertThat(url).isEqualTo(platform.endpoint() + "/000000000000/orders");
    assertThat(sqs.getQueueUrl(r -> r.queueName("orders")).queueUrl()).isEqualTo(url);
    assertThat(sqs.listQueues(r -> r.queueNamePrefix("order")).queueUrls()).containsExactly(url);
    assertThatThrownBy(
            () ->
                sqs.createQueue(
                    r ->
                        r.queueName("orders")
                            .attributesWithStrings(Map.of("VisibilityTimeout", "46"))))
        .isInstanceOfSatisfying(
            QueueNameExistsException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("QueueAlreadyExists"));

    sqs.deleteQueue(r -> r.queueUrl(url));

    assertThatThrownBy(() -> sqs.getQueueUrl(r -> r.queueName("orders")))
        .isInstanceOfSatisfying(
            QueueDoesNotExistException.class,
            e ->
                assertThat(e.awsErrorDetails().errorCode())
                    .isEqualTo("AWS.SimpleQueueService.NonExistentQueue"));
    assertThatThrownBy(() -> sqs.createQueue(r -> r.queueName("orders")))
        .isInstanceOf(QueueDeletedRecentlyException.class);
    platform.advance(Duration.ofSeconds(60));
    assertThat(sqs.createQueue(r -> r.queueName("orders")).queueUrl()).isEqualTo(url);
  }

  @Test
  void onlyWhoIsAllowedMakesQueues() {
    var root = new Cloud(kind.running().endpoint(), Cloud.ROOT);
    root.iam.createUser(r -> r.userName("queuer"));
    root.iam.putUserPolicy(
        r ->
            r.userName("queuer")
                .policyName("own")
                .policyDocument(
                    """
                    {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                     "Action":["sqs:CreateQueue","sqs:DeleteQueue"],
                     "Resource":"arn:aws:sqs:*:000000000000:mine-*"}]}"""));
    var key = root.iam.createAccessKey(r -> r.userName("queuer")).accessKey();
    var queuer = root.as(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey())).sqs;

    var url = queuer.createQueue(r -> r.queueName("mine-1")).queueUrl();

    assertThatThrownBy(() -> queuer.createQueue(r -> r.queueName("others")))
        .isInstanceOfSatisfying(SqsException.class, e -> assertThat(e.statusCode()).isIn(400, 403))
        .hasMessageContaining("sqs:createqueue");
    assertThatThrownBy(() -> queuer.listQueues()).hasMessageContaining("sqs:listqueues");
    queuer.deleteQueue(r -> r.queueUrl(url));
  }

  @Test
  void operationsThatAreNotServedSaySo() {
    var sqs = new Cloud(kind.running().endpoint(), Cloud.ROOT).sqs;
    var url = sqs.createQueue(r -> r.queueName("silent")).queueUrl();

    assertThatThrownBy(() -> sqs.sendMessage(r -> r.queueUrl(url).messageBody("hello")))
        .isInstanceOfSatisfying(SqsException.class, e -> assertThat(e.statusCode()).isEqualTo(501));
  }

  @Test
  void clientsOfTheQueryProtocolGetItsNamesAndCodes() throws Exception {
    var made =
        query(
            "Action=CreateQueue&QueueName=old&Attribute.1.Name=DelaySeconds&Attribute.1.Value=5"
                + "&Tag.1.Key=team&Tag.1.Value=blue");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
    assertThat(made.body())
        .startsWith(
            "<CreateQueueResponse xmlns=\"http://queue.amazonaws.com/doc/2012-11-05/\">"
                + "<CreateQueueResult><QueueUrl>")
        .contains("/000000000000/old</QueueUrl></CreateQueueResult>");
    assertThat(query("Action=ListQueues&QueueNamePrefix=old").body())
        .contains("<ListQueuesResult><QueueUrl>");

    var other =
        query("Action=CreateQueue&QueueName=old&Attribute.1.Name=DelaySeconds&Attribute.1.Value=6");
    assertThat(other.statusCode()).isEqualTo(400);
    assertThat(other.body()).contains("<Code>QueueAlreadyExists</Code>");
    assertThat(query("Action=GetQueueUrl&QueueName=none").body())
        .contains("<Type>Sender</Type><Code>AWS.SimpleQueueService.NonExistentQueue</Code>");
    assertThat(query("Action=GetQueueUrl").body())
        .contains("<Code>MissingParameter</Code>")
        .contains("The request must contain the parameter QueueName.");
  }

  @Test
  void jsonErrorsNameTheirOldCodeInAHeader() throws Exception {
    var answer =
        signed("{\"QueueName\":\"none\"}", "application/x-amz-json-1.0", "AmazonSQS.GetQueueUrl");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\"");
    assertThat(answer.headers().firstValue("x-amzn-query-error"))
        .contains("AWS.SimpleQueueService.NonExistentQueue;Sender");
  }

  @Test
  void theCommandLineMakesAndFindsQueues() {
    assumeTrue(AwsCli.installed(), "no AWS command line is installed: apt-get install awscli");
    var said =
        AwsCli.shell(folder)
            .with("ENDPOINT", kind.running().endpoint().toString())
            .with("AWS_ACCESS_KEY_ID", "test")
            .with("AWS_SECRET_ACCESS_KEY", "test")
            .run(
                "bash",
                "-eu",
                "-c",
                """
                tf() { aws --endpoint-url "$ENDPOINT" --region eu-west-1 --output text "$@"; }
                url=$(tf sqs create-queue --queue-name cli.fifo --attributes FifoQueue=true --query QueueUrl)
                test "$url" = "$(tf sqs get-queue-url --queue-name cli.fifo --query QueueUrl)"
                tf sqs list-queues --queue-name-prefix cli --max-items 1
                tf sqs delete-queue --queue-url "$url"
                tf sqs get-queue-url --queue-name cli.fifo || true
                """);

    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text()).contains("/000000000000/cli.fifo", "NonExistentQueue");
  }

  private HttpResponse<String> query(String form) throws IOException, InterruptedException {
    return signed(form + "&Version=2012-11-05", "application/x-www-form-urlencoded", null);
  }

  private HttpResponse<String> signed(String body, String contentType, @Nullable String target)
      throws IOException, InterruptedException {
    var request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create(kind.running().endpoint() + "/"))
            .putHeader("Content-Type", contentType);
    if (target != null) {
      request.putHeader("X-Amz-Target", target);
    }
    var signed =
        AwsV4HttpSigner.create()
            .sign(
                s ->
                    s.identity(AwsBasicCredentials.create("test", "test"))
                        .request(request.build())
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sqs")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1"));
    var sent =
        HttpRequest.newBuilder(signed.request().getUri()).POST(BodyPublishers.ofString(body));
    signed
        .request()
        .headers()
        .forEach(
            (name, values) -> {
              if (!name.equalsIgnoreCase("Host")) {
                values.forEach(value -> sent.header(name, value));
              }
            });
    try (var http = HttpClient.newHttpClient()) {
      return http.send(sent.build(), BodyHandlers.ofString());
    }
  }
}
