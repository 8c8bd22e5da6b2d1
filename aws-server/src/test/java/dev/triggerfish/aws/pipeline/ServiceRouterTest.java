package dev.triggerfish.aws.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.http.TestRequest;
import dev.triggerfish.aws.signature.RequestSignature;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceRouterTest {

  @ParameterizedTest
  @CsvSource({
    "/2015-03-31/functions, localhost, lambda",
    "/v2/apis, localhost, apigatewayv2",
    "/restapis/a, localhost, apigateway",
    "/bucket/key, localhost, s3",
    "/, bucket.localhost, s3",
    "/, bucket.s3.localhost, s3",
    "/, sqs.eu-west-1.amazonaws.com, sqs",
    "/, dynamodb.eu-west-1.amazonaws.com, dynamodb",
    "/, streams.dynamodb.eu-west-1.amazonaws.com, streams.dynamodb",
    "/v2/apis, apigateway.eu-west-1.amazonaws.com, apigatewayv2",
    "/apikeys, apigateway.eu-west-1.amazonaws.com, apigateway",
    "/, events.eu-west-1.amazonaws.com, events",
    "/, localhost,",
    "/X, localhost,"
  })
  void unsignedRequestsAreKnownByHostOrPath(String path, String host, String service) {
    var request = TestRequest.of("GET", path, "", "Host: " + host);

    assertThat(ServiceRouter.service(request, null)).isEqualTo(service);
  }

  @ParameterizedTest
  @CsvSource({
    "/2015-03-31/functions, lambda, lambda",
    "/bucket/key, lambda, lambda",
    "/v2/apis, apigateway, apigatewayv2",
    "/v2/apis, s3, s3",
    "/tags/x, apigateway, apigateway",
    "/, dynamodb, dynamodb",
    "/000000000000/queue, sqs, sqs",
    "/, events, events"
  })
  void signaturesNameTheService(String path, String signedFor, String service) {
    var request = signed(path, signedFor);

    assertThat(ServiceRouter.service(request, RequestSignature.of(request))).isEqualTo(service);
  }

  @ParameterizedTest
  @CsvSource({
    "AmazonSQS.ListQueues, sqs",
    "DynamoDBStreams_20120810.ListStreams, streams.dynamodb",
    "Nothing.ListQueues, dynamodb"
  })
  void targetsNameTheServiceMoreExactlyThanSignatures(String target, String service) {
    var request = signed("/", "dynamodb", "X-Amz-Target: " + target);

    assertThat(ServiceRouter.service(request, RequestSignature.of(request))).isEqualTo(service);
  }

  private static TestRequest signed(String path, String service, String... more) {
    var authorization =
        "Authorization: AWS4-HMAC-SHA256 Credential=test/20260101/eu-west-1/"
            + service
            + "/aws4_request, SignedHeaders=host, Signature="
            + "0".repeat(64);
    var headers = new ArrayList<>(List.of(more));
    headers.addAll(List.of("Host: localhost", "X-Amz-Date: 20260101T000000Z", authorization));
    return TestRequest.of("POST", path, "", headers.toArray(String[]::new));
  }
}
