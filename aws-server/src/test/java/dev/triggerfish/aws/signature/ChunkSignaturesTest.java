package dev.triggerfish.aws.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.aws.digest.Digest;
import dev.triggerfish.aws.digest.HmacSha256;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * The example of <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">AWS's page on signed
 * chunks</a>: 65,536 letters a, then 1,024.
 */
class ChunkSignaturesTest {

  private static final String SEED =
      "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9";
  private static final String FIRST =
      "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648";
  private static final String SECOND =
      "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497";
  private static final String LAST =
      "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9";

  private ChunkSignatures signatures = signatures();

  @BeforeEach
  void startAgain() {
    signatures = signatures();
  }

  @Test
  void acceptsTheChunksOfTheExample() {
    assertThatCode(
            () -> {
              signatures.chunk(hash("a".repeat(65_536)), FIRST);
              signatures.chunk(hash("a".repeat(1024)), SECOND);
              signatures.chunk(hash(""), LAST);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void refusesAChunkOfOtherContent() {
    refused(() -> signatures.chunk(hash("b".repeat(65_536)), FIRST));
  }

  @Test
  void refusesChunksInAnotherOrder() {
    refused(() -> signatures.chunk(hash("a".repeat(1024)), SECOND));
  }

  @Test
  void refusesTrailersWithoutASignature() {
    refused(() -> signatures.trailer("x-amz-checksum-crc32:NhCmhg==\n", ""));
  }

  private static void refused(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            error ->
                assertThat(error.awsErrorDetails().errorCode()).isEqualTo("SignatureDoesNotMatch"));
  }

  private static ChunkSignatures signatures() {
    var key = "AWS4wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY".getBytes(UTF_8);
    for (var part : List.of("20130524", "us-east-1", "s3", "aws4_request")) {
      key = HmacSha256.of(key, part);
    }
    var scope = new CredentialScope("AKIAIOSFODNN7EXAMPLE", "20130524", "us-east-1", "s3");
    return new ChunkSignatures(
        key, new RequestSignature(scope, List.of(), SEED, "20130524T000000Z", "", -1));
  }

  private static byte[] hash(String content) {
    return Digest.SHA256.of(content);
  }
}
