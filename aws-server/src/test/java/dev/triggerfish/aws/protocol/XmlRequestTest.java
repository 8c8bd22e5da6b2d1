package dev.triggerfish.aws.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.aws.http.TestRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.Tag;

class XmlRequestTest {

  private static final String TAG = "<Tag><Key>k</Key><Value>v</Value></Tag>";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Tagging xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><TagSet>%s</TagSet></Tagging>",
        "<Tagging><TagSet>%s</TagSet></Tagging>",
        "<?xml version=\"1.0\"?><!-- c --><s:Tagging xmlns:s=\"urn:x\"><TagSet>%s</TagSet></s:Tagging>",
        " <Tagging a=\"b\">\n <TagSet >\n%s\n</TagSet>\n</Tagging>\n"
      })
  void readsADocumentHoweverItIsWritten(String document) {
    var decoded = decode("/b?tagging", document.formatted(TAG));

    assertThat(((PutBucketTaggingRequest) decoded.request()).tagging().tagSet())
        .containsExactly(Tag.builder().key("k").value("v").build());
    assertThat(decoded.unknownMembers()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE Tagging [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><Tagging><TagSet/></Tagging>",
        "<!DOCTYPE Tagging SYSTEM \"http://localhost:1/x.dtd\"><Tagging><TagSet/></Tagging>",
        "<Tagging><TagSet><Tag><Key>&e;</Key></Tag></TagSet></Tagging>",
        "<Tagging><TagSet></Tagging>",
        "<Tagging/><Tagging/>",
        "<Other/>",
        "<Tagging><TagSet><Tag><Key><Deep/></Key></Tag></TagSet></Tagging>",
        "{}",
        "<"
      })
  void refusesWhatIsNoDocumentOfItsKind(String document) {
    assertThatThrownBy(() -> decode("/b?tagging", document))
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            error -> assertThat(error.awsErrorDetails().errorCode()).isEqualTo("MalformedXML"));
  }

  @Test
  void reportsElementsThatTheModelDoesNotKnow() {
    var decoded =
        decode(
            "/b?tagging",
            "<Tagging><New><In>x</In></New><TagSet>%s</TagSet></Tagging>".formatted(TAG));

    assertThat(decoded.unknownMembers()).containsExactly("New");
    assertThat(((PutBucketTaggingRequest) decoded.request()).tagging().tagSet()).hasSize(1);
  }

  @Test
  void readsRepeatedElementsAsOneList() {
    var lambda =
        "<CloudFunctionConfiguration><Id>%s</Id><CloudFunction>arn</CloudFunction>"
            + "<Event>s3:ObjectCreated:*</Event><Event>s3:ObjectRemoved:*</Event>"
            + "<Filter><S3Key><FilterRule><Name>prefix</Name><Value>a/</Value></FilterRule></S3Key>"
            + "</Filter></CloudFunctionConfiguration>";
    var decoded =
        decode(
            "/b?notification",
            "<NotificationConfiguration>"
                + lambda.formatted("one")
                + lambda.formatted("two")
                + "<EventBridgeConfiguration/></NotificationConfiguration>");

    var configuration =
        ((PutBucketNotificationConfigurationRequest) decoded.request()).notificationConfiguration();
    assertThat(configuration.lambdaFunctionConfigurations())
        .extracting(c -> c.id() + c.eventsAsStrings())
        .containsExactly(
            "one[s3:ObjectCreated:*, s3:ObjectRemoved:*]",
            "two[s3:ObjectCreated:*, s3:ObjectRemoved:*]");
    assertThat(configuration.lambdaFunctionConfigurations().getFirst().filter().key().filterRules())
        .hasSize(1);
    assertThat(configuration.eventBridgeConfiguration()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /, ListBuckets",
    "GET, /b, ListObjects",
    "GET, /b/, ListObjects",
    "GET, /b?list-type=2&prefix=a, ListObjectsV2",
    "GET, /b?location, GetBucketLocation",
    "GET, /b?location=, GetBucketLocation",
    "GET, /b?uploads, ListMultipartUploads",
    "GET, /b/k, GetObject",
    "GET, /b//, GetObject",
    "GET, /b/k?partNumber=1, GetObject",
    "GET, /b/k?uploadId=u&max-parts=3, ListParts",
    "GET, /b/location, GetObject",
    "PUT, /b/k, PutObject",
    "PUT, /b/k?x-id=PutObject, PutObject",
    "PUT, /b/k?uploadId=u&partNumber=1, UploadPart",
    "POST, /b/k?uploads, CreateMultipartUpload",
    "POST, /b/k?uploadId=u, CompleteMultipartUpload",
    "POST, /b?delete, DeleteObjects",
    "DELETE, /b/k, DeleteObject",
    "DELETE, /b/k?uploadId=u, AbortMultipartUpload",
    "DELETE, /b, DeleteBucket",
    "HEAD, /b, HeadBucket",
    "HEAD, /b/k/, HeadObject"
  })
  void tellsOperationsOfOneUriApart(String method, String target, String operation) {
    var match =
        requireNonNull(
            Requests.MODELS.get("s3").match(TestRequest.of(method, target, ""), new byte[0]));
    assertThat(match.operation().name()).isEqualTo(operation);
  }

  @ParameterizedTest
  @CsvSource({
    "/b/k, k",
    "/b/k/, k/",
    "/b//, /",
    "/b//k//l/, /k//l/",
    "/b/../k, ../k",
    "/b/%2F%2e, %2F%2e"
  })
  void keysAreAllThatIsBehindTheBucket(String path, String key) {
    var match =
        requireNonNull(
            Requests.MODELS.get("s3").match(TestRequest.of("GET", path, ""), new byte[0]));
    assertThat(match.labels()).containsEntry("Key", key).containsEntry("Bucket", "b");
  }

  private static DecodedRequest decode(String target, String body) {
    var request = TestRequest.of("PUT", target, body);
    var match = requireNonNull(Requests.MODELS.get("s3").match(request, request.content()));
    return Requests.CODEC.decode(match, request, body.getBytes(UTF_8));
  }
}
