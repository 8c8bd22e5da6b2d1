package dev.triggerfish.invoker.code;

import dev.triggerfish.aws.client.AwsClients;
import dev.triggerfish.aws.error.DetailedError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Buckets in memory, which note as whom they are asked. */
public final class FakeBuckets implements AwsClients {

  private final Map<String, byte[]> objects = new HashMap<>();
  private final List<ForwardAccessSession> sessions = new ArrayList<>();
  private @Nullable AwsServiceException refusal;
  private @Nullable Long length;
  private @Nullable InputStream content;
  private int aborted;

  /** Puts an object into a bucket. */
  public FakeBuckets put(String bucket, String key, byte[] bytes) {
    objects.put(bucket + "/" + key, bytes);
    return this;
  }

  /** Has all objects be this. */
  void giving(@Nullable Long declaredLength, InputStream stream) {
    length = declaredLength;
    content = stream;
  }

  /** Has all requests be answered with an error. */
  public void refuse(String code, int status, String message) {
    refusal = error(code, status, message);
  }

  /** Has all requests be answered as if the bucket were in another region. */
  void redirect(String region) {
    refusal = DetailedError.inRegion(error("PermanentRedirect", 301, "Elsewhere"), region);
  }

  private static AwsServiceException error(String code, int status, String message) {
    return S3Exception.builder()
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .statusCode(status)
        .message(message)
        .build();
  }

  /** As whom they have been asked. */
  public List<ForwardAccessSession> sessions() {
    return sessions;
  }

  int aborted() {
    return aborted;
  }

  @Override
  public <C extends SdkClient> C client(Class<C> type, ServiceIdentity identity) {
    throw new UnsupportedOperationException("Lambda has no rights of its own in S3");
  }

  @Override
  public <C extends SdkClient> C client(Class<C> type, ForwardAccessSession session) {
    sessions.add(session);
    return type.cast(new Client());
  }

  private final class Client implements S3Client {

    @Override
    public <T> T getObject(
        GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
      if (refusal != null) {
        throw refusal;
      }
      try {
        return content == null ? stored(request, transformer) : given(content, transformer);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    private <T> T stored(
        GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer)
        throws Exception {
      var bytes = objects.get(request.bucket() + "/" + request.key());
      if (bytes == null) {
        throw error("NoSuchKey", 404, "The specified key does not exist.");
      }
      return transformer.transform(
          GetObjectResponse.builder().contentLength((long) bytes.length).build(),
          AbortableInputStream.create(new ByteArrayInputStream(bytes)));
    }

    private <T> T given(InputStream stream, ResponseTransformer<GetObjectResponse, T> transformer)
        throws Exception {
      return transformer.transform(
          GetObjectResponse.builder().contentLength(length).build(),
          AbortableInputStream.create(Objects.requireNonNull(stream), () -> aborted++));
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
