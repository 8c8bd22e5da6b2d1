package dev.triggerfish.eventbus.s3.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.triggerfish.aws.digest.Digest;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.eventbus.s3.bucket.S3Owner;
import dev.triggerfish.eventbus.s3.object.ObjectChange;
import dev.triggerfish.eventbus.s3.object.StoredObject;
import dev.triggerfish.policy.Principal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What functions are told of an object, as S3 writes it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">
 *     Event message structure</a>
 */
record S3Event(@JsonProperty("Records") List<EventRecord> records) {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  record EventRecord(
      String eventVersion,
      String eventSource,
      String awsRegion,
      String eventTime,
      String eventName,
      Map<String, String> userIdentity,
      Map<String, String> requestParameters,
      Map<String, String> responseElements,
      S3Part s3) {}

  record S3Part(
      @JsonProperty("s3SchemaVersion") String schemaVersion,
      String configurationId,
      BucketPart bucket,
      ObjectPart object) {}

  record BucketPart(String name, Map<String, String> ownerIdentity, String arn) {}

  /** Of a deleted object there is neither size nor ETag. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ObjectPart(
      String key,
      @Nullable Long size,
      @JsonProperty("eTag") @Nullable String etag,
      String sequencer) {}

  /** The event that a configuration's function gets. */
  static byte[] json(ObjectChange change, String configurationId) {
    return JSON.writeValueAsBytes(new S3Event(List.of(recordOf(change, configurationId))));
  }

  private static EventRecord recordOf(ObjectChange change, String configurationId) {
    var caller = change.caller();
    var ip = caller.sourceIp() == null ? "127.0.0.1" : caller.sourceIp();
    return new EventRecord(
        "2.1",
        "aws:s3",
        change.bucket().region(),
        MILLISECONDS.format(change.at()),
        change.kind().eventName(),
        Map.of("principalId", principalId(caller)),
        Map.of("sourceIPAddress", ip),
        new TreeMap<>(
            Map.of(
                "x-amz-request-id",
                caller.requestId(),
                "x-amz-id-2",
                extendedRequestId(caller.requestId()))),
        s3(change, configurationId));
  }

  private static S3Part s3(ObjectChange change, String configurationId) {
    var bucket = change.bucket();
    return new S3Part(
        "1.0",
        configurationId,
        new BucketPart(
            bucket.name(),
            Map.of("principalId", S3Owner.principalId(bucket.accountId())),
            bucket.arn()),
        object(change));
  }

  private static ObjectPart object(ObjectChange change) {
    StoredObject object = change.object();
    return new ObjectPart(
        URLEncoder.encode(change.key(), StandardCharsets.UTF_8).replace("%2F", "/"),
        object == null ? null : object.size(),
        object == null ? null : object.etag(),
        "%018X".formatted(change.sequencer()));
  }

  private static String principalId(Caller caller) {
    return switch (caller.principal()) {
      case Principal.Root root -> S3Owner.principalId(root.accountId());
      case Principal.User user -> "AWS:" + user.id();
      case Principal.RoleSession session -> "AWS:" + session.roleId() + ":" + session.sessionName();
      case Principal.Service service -> "AWS:" + service.name();
      case Principal.Anonymous _ -> "Anonymous";
    };
  }

  /** S3's second name of a request, which support asks for. */
  private static String extendedRequestId(String requestId) {
    return Base64.getEncoder().encodeToString(Digest.SHA512.of(requestId));
  }
}
