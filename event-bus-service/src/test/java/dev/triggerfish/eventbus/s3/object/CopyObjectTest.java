package dev.triggerfish.eventbus.s3.object;

import static dev.triggerfish.eventbus.s3.object.Photos.HELLO_MD5;
import static dev.triggerfish.eventbus.s3.object.Photos.assertCode;
import static dev.triggerfish.eventbus.s3.object.Photos.head;
import static dev.triggerfish.eventbus.s3.object.Photos.put;
import static dev.triggerfish.eventbus.s3.object.Photos.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.eventbus.s3fixture.S3Context;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;

/** Copies. */
@OnEachDatabase("event-bus")
class CopyObjectTest {

  @TempDir private Path folder;
  private S3Context s3;

  @BeforeEach
  void open(TestDatabase database) {
    s3 = new S3Context(database, folder).bucket("photos");
  }

  @AfterEach
  void close() {
    s3.close();
  }

  @SuppressWarnings("deprecation") // The SDK's other members become this one on the wire.
  private static CopyObjectRequest.Builder copy(String source, String key) {
    return CopyObjectRequest.builder()
        .copySource(source)
        .destinationBucket("photos")
        .destinationKey(key);
  }

  @Test
  void aCopyHasTheOriginalsMetadataUnlessItIsGivenItsOwn() {
    send(s3, put("a+b c").metadata(Map.of("colour", "blue")).contentType("text/plain"), "hello");

    var answer = s3.call(copy("photos/a+b%20c", "copy").build(), CopyObjectResponse.class);
    assertThat(answer.copyObjectResult().eTag()).isEqualTo(HELLO_MD5);
    assertThat(s3.text("photos", "copy")).isEqualTo("hello");
    assertThat(head(s3, "copy").metadata()).isEqualTo(Map.of("colour", "blue"));
    assertThat(head(s3, "copy").contentType()).isEqualTo("text/plain");

    s3.call(
        copy("/photos/a+b%20c", "copy")
            .metadataDirective(MetadataDirective.REPLACE)
            .metadata(Map.of("colour", "red"))
            .build(),
        SdkResponse.class);
    assertThat(head(s3, "copy").metadata()).isEqualTo(Map.of("colour", "red"));
    assertThat(head(s3, "copy").contentType()).isEqualTo("binary/octet-stream");
    assertThat(s3.files()).hasSize(1);
  }

  @Test
  void aCopyToItselfHasToChangeSomething() {
    s3.put("photos", "a", "hello");

    assertCode(() -> s3.call(copy("photos/a", "a").build(), SdkResponse.class), "InvalidRequest");
    s3.call(
        copy("photos/a", "a").metadataDirective(MetadataDirective.REPLACE).build(),
        SdkResponse.class);
    assertThat(s3.text("photos", "a")).isEqualTo("hello");
  }

  @Test
  void aCopyNeedsPermissionToReadItsSourceAndObeysConditions() {
    s3.put("photos", "a", "hello");

    assertCode(
        () -> s3.call(copy("photos/a", "b").copySourceIfMatch("x").build(), SdkResponse.class),
        "PreconditionFailed");
    assertCode(() -> s3.call(copy("photos", "b").build(), SdkResponse.class), "InvalidArgument");
    s3.authorizer().deny("s3:GetObject", "arn:aws:s3:::photos/a");
    assertCode(
        () -> s3.call(copy("photos/a", "b").build(), SdkResponse.class), "AccessDeniedException");
  }
}
