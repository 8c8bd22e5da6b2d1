package dev.triggerfish.eventbus.s3.object;

import static dev.triggerfish.eventbus.s3.object.Photos.assertCode;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.eventbus.s3fixture.S3Context;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Lists. */
@OnEachDatabase("event-bus")
class ListObjectsTest {

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

  @Test
  void objectsAreListedInPagesByPrefixAndDelimiter() {
    for (var key : new String[] {"a/1", "a/2", "b", "c/x y", "d"}) {
      s3.put("photos", key, "x");
    }
    var request = ListObjectsV2Request.builder().bucket("photos").delimiter("/").maxKeys(2).build();

    var first = s3.call(request, ListObjectsV2Response.class);
    assertThat(first.commonPrefixes()).singleElement().matches(p -> p.prefix().equals("a/"));
    assertThat(first.contents()).extracting(S3Object::key).containsExactly("b");
    assertThat(first.isTruncated()).isTrue();
    assertThat(first.keyCount()).isEqualTo(2);

    var second =
        s3.call(
            request.toBuilder()
                .continuationToken(first.nextContinuationToken())
                .encodingType("url")
                .build(),
            ListObjectsV2Response.class);
    assertThat(second.commonPrefixes()).singleElement().matches(p -> p.prefix().equals("c/"));
    assertThat(second.contents()).extracting(S3Object::key).containsExactly("d");
    assertThat(second.isTruncated()).isFalse();
    assertThat(second.nextContinuationToken()).isNull();

    // The wire encodes keys where the answer says so.
    var encoded =
        s3.call(
            ListObjectsV2Request.builder()
                .bucket("photos")
                .prefix("c/")
                .startAfter("a/2")
                .encodingType("url")
                .build(),
            ListObjectsV2Response.class);
    assertThat(encoded.encodingTypeAsString()).isEqualTo("url");
    assertThat(encoded.contents()).extracting(S3Object::key).containsExactly("c/x y");
    assertCode(
        () -> s3.call(request.toBuilder().continuationToken("AAAA").build(), SdkResponse.class),
        "InvalidArgument");
  }
}
