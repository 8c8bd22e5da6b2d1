package dev.triggerfish.eventbus.s3.object;

import static dev.triggerfish.eventbus.s3.object.Photos.assertCode;
import static dev.triggerfish.eventbus.s3.object.Photos.get;
import static dev.triggerfish.eventbus.s3.object.Photos.head;
import static dev.triggerfish.eventbus.s3.object.Photos.put;
import static dev.triggerfish.eventbus.s3.object.Photos.send;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.eventbus.s3fixture.S3Context;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** What objects hold: as it was sent, whole, and kept once. */
@OnEachDatabase("event-bus")
class ObjectContentTest {

  /** Of the text that check values are given of. */
  private static final Map<ChecksumKind, String> CHECKS =
      Map.of(
          ChecksumKind.CRC32, "y/Q5Jg==",
          ChecksumKind.CRC32C, "4waSgw==",
          ChecksumKind.CRC64NVME, "rosUhgp5mIg=",
          ChecksumKind.SHA1, "98O8HYCOBHMq32eZZczDTKeuNEE=",
          ChecksumKind.SHA256, "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=");

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

  @ParameterizedTest
  @EnumSource
  void checksumsAreKeptAndWrongOnesRefused(ChecksumKind kind) {
    send(s3, put("a").checksumAlgorithm(kind.name()), "123456789");

    var members = S3Context.members(head(s3, "a"));
    assertThat(members.get(kind.member())).isEqualTo(CHECKS.get(kind));
    assertThat(members.get("ChecksumType")).hasToString("FULL_OBJECT");
    var wrong = put("a");
    wrong.sdkFields().stream()
        .filter(field -> field.memberName().equals(kind.member()))
        .forEach(field -> field.set(wrong, CHECKS.get(kind)));
    assertCode(() -> send(s3, wrong, "other"), "BadDigest");
    send(s3, wrong, "123456789");
  }

  @Test
  void contentThatIsNotWhatItsSenderSaysLeavesNothing() {
    assertCode(() -> send(s3, put("a").contentMD5("1B2M2Y8AsgTpgAmY7PhCfg=="), "x"), "BadDigest");
    assertCode(() -> send(s3, put("a").contentMD5("short"), "x"), "InvalidDigest");
    assertCode(
        () ->
            s3.invoke(
                put("a").build(),
                S3Context.payload(10, InputStream.nullInputStream()),
                S3Context.CALLER),
        "IncompleteBody");
    assertCode(
        () ->
            s3.invoke(
                put("a").build(),
                S3Context.payload(-1, InputStream.nullInputStream()),
                S3Context.CALLER),
        "MissingContentLength");

    assertThat(s3.files()).isEmpty();
    assertThatThrownBy(() -> s3.text("photos", "a")).isInstanceOf(NoSuchKeyException.class);
  }

  @Test
  void aClientThatGoesAwayLeavesNothing() {
    var broken =
        new SequenceInputStream(
            new ByteArrayInputStream(new byte[1000]),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("gone");
              }

              @Override
              public int read(byte[] bytes, int offset, int length) throws IOException {
                throw new IOException("gone");
              }
            });

    assertThatThrownBy(
            () -> s3.invoke(put("a").build(), S3Context.payload(2000, broken), S3Context.CALLER))
        .hasRootCauseMessage("gone");
    assertThat(s3.files()).isEmpty();
  }

  @Test
  void equalContentLiesThereOnceAndGoesWithItsLastObject() {
    s3.put("photos", "a", "hello");
    s3.put("photos", "b", "hello");
    assertThat(s3.files()).hasSize(1);

    s3.put("photos", "a", "other");
    assertThat(s3.files()).hasSize(2);

    s3.call(DeleteObjectRequest.builder().bucket("photos").key("b").build(), SdkResponse.class);
    assertThat(s3.files()).hasSize(1);
    assertThat(s3.text("photos", "a")).isEqualTo("other");
  }

  @Test
  void objectsOutliveTheProcessAndScrapsDoNot(TestDatabase database) throws IOException {
    s3.put("photos", "a", "hello");
    var kept = s3.files().getFirst();
    Files.writeString(folder.resolve("event-bus/objects/ab/" + "ab".repeat(32)), "nobody's");
    var half = Files.writeString(folder.resolve("event-bus/objects/arriving/half"), "hal");
    Files.setLastModifiedTime(half, FileTime.from(Instant.EPOCH));
    s3.close();

    s3 = new S3Context(database, folder);
    s3.sweep();

    assertThat(s3.files()).containsExactly(kept);
    assertThat(s3.text("photos", "a")).isEqualTo("hello");
  }

  @Test
  void anObjectThatIsReadWhileItIsReplacedIsReadWhole() {
    s3.put("photos", "a", "before");
    var answer = s3.get(get("a").build());

    s3.put("photos", "a", "after");

    assertThat(new String(S3Context.bytes(answer), UTF_8)).isEqualTo("before");
    assertThat(s3.text("photos", "a")).isEqualTo("after");
  }
}
