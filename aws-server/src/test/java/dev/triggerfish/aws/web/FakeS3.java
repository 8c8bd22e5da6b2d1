package dev.triggerfish.aws.web;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.operation.RequestPayload;
import dev.triggerfish.aws.operation.StreamedAnswer;
import dev.triggerfish.policy.Principal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects in memory, and one that is as large as its key says and held nowhere. */
public final class FakeS3 implements OperationGroup {

  private final Map<String, Map<String, byte[]>> buckets = new ConcurrentHashMap<>();
  private final Map<String, Map<String, String>> metadata = new ConcurrentHashMap<>();

  /** Who has called last. */
  public volatile Principal caller = new Principal.Anonymous();

  /** Through which service they have called. */
  public volatile @Nullable String calledVia;

  /** What was verified of the last body. */
  public volatile Map<String, String> checksums = Map.of();

  /** Bytes of the last body. */
  public volatile long received;

  @AwsOperation(action = "s3:PutObject", resource = "arn:aws:s3:::{Bucket}/{Key}")
  PutObjectResponse putObject(PutObjectRequest request, RequestPayload payload, Caller caller) {
    this.caller = caller.principal();
    var large = request.key().startsWith("large/");
    try (var content = payload.open()) {
      var kept = large ? new byte[0] : content.readAllBytes();
      received = large ? content.transferTo(OutputStream.nullOutputStream()) : kept.length;
      bucket(request.bucket()).put(request.key(), kept);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var said = new HashMap<>(request.metadata());
    if (request.contentEncoding() != null) {
      said.put("encoding", request.contentEncoding());
    }
    said.put("lengths", request.contentLength() + "," + payload.length());
    metadata.put(request.key(), said);
    checksums = payload.checksums();
    return PutObjectResponse.builder().eTag("\"" + received + "\"").build();
  }

  @AwsOperation(action = "s3:GetObject", resource = "arn:aws:s3:::{Bucket}/{Key}")
  StreamedAnswer<GetObjectResponse> getObject(GetObjectRequest request, Caller caller) {
    this.caller = caller.principal();
    calledVia = caller.calledVia();
    var response =
        GetObjectResponse.builder()
            .contentType("text/plain")
            .metadata(metadata.getOrDefault(request.key(), Map.of()));
    if (request.key().startsWith("large/")) {
      var length = Long.parseLong(request.key().substring("large/".length()));
      return new StreamedAnswer<>(response.build(), length, new Zeros(length));
    }
    var content = find(request.bucket(), request.key());
    if (request.range() != null) {
      response.contentRange("bytes 0-0/" + content.length);
      return new StreamedAnswer<>(response.build(), 1, new ByteArrayInputStream(content, 0, 1));
    }
    return new StreamedAnswer<>(
        response.build(), content.length, new ByteArrayInputStream(content));
  }

  @AwsOperation(action = "s3:GetObject", resource = "arn:aws:s3:::{Bucket}/{Key}")
  HeadObjectResponse headObject(HeadObjectRequest request, Caller caller) {
    var content = find(request.bucket(), request.key());
    return HeadObjectResponse.builder().contentLength((long) content.length).build();
  }

  @AwsOperation(action = "s3:DeleteObject", resource = "arn:aws:s3:::{Bucket}/{Key}")
  DeleteObjectResponse deleteObject(DeleteObjectRequest request, Caller caller) {
    bucket(request.bucket()).remove(request.key());
    return DeleteObjectResponse.builder().build();
  }

  @AwsOperation(action = "s3:PutObject")
  @SuppressWarnings("deprecation") // On the wire there is no other member for it.
  CopyObjectResponse copyObject(CopyObjectRequest request, Caller caller) {
    var source = request.copySource();
    var slash = source.indexOf('/');
    bucket(request.destinationBucket())
        .put(
            request.destinationKey(),
            find(source.substring(0, slash), source.substring(slash + 1)));
    return CopyObjectResponse.builder().copyObjectResult(r -> r.eTag("\"copied\"")).build();
  }

  @AwsOperation(action = "s3:ListBucket")
  ListObjectsV2Response listObjectsV2(ListObjectsV2Request request, Caller caller) {
    var keys = bucket(request.bucket()).keySet();
    return ListObjectsV2Response.builder()
        .name(request.bucket())
        .encodingType(request.encodingTypeAsString())
        .contents(
            new TreeMap<>(bucket(request.bucket()))
                .keySet().stream().map(key -> S3Object.builder().key(key).build()).toList())
        .keyCount(keys.size())
        .isTruncated(false)
        .build();
  }

  public List<String> keys(String bucket) {
    return List.copyOf(bucket(bucket).keySet());
  }

  public String text(String bucket, String key) {
    return new String(find(bucket, key), StandardCharsets.UTF_8);
  }

  private Map<String, byte[]> bucket(String name) {
    return buckets.computeIfAbsent(name, _ -> new ConcurrentHashMap<>());
  }

  private byte[] find(String bucket, String key) {
    var content = bucket(bucket).get(key);
    if (content == null) {
      throw NoSuchKeyException.builder().message("The specified key does not exist.").build();
    }
    return content;
  }

  /** As many zeros as are asked for. */
  static final class Zeros extends InputStream {

    private long left;

    Zeros(long length) {
      left = length;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      var count = (int) Math.min(left, length);
      java.util.Arrays.fill(target, offset, offset + count, (byte) 0);
      left -= count;
      return count;
    }
  }
}
