package dev.triggerfish.eventbus.s3.bucket;

import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.ResourceResolver;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;

/**
 * The condition keys that S3's requests give values to. S3's ARNs need no resolving: they name
 * neither region nor account, and the operations' templates hold them whole.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html">
 *     Condition keys for Amazon S3</a>
 */
final class S3ConditionKeys implements ResourceResolver {

  private static final Map<String, String> HEADERS =
      Map.of(
          "ACL", "x-amz-acl",
          "CopySource", "x-amz-copy-source",
          "MetadataDirective", "x-amz-metadata-directive",
          "ServerSideEncryption", "x-amz-server-side-encryption",
          "StorageClass", "x-amz-storage-class");

  @Override
  public String service() {
    return "s3";
  }

  @Override
  public @Nullable String resolve(String template, SdkRequest request, Caller caller) {
    return null;
  }

  @Override
  public Map<String, List<String>> conditionKeys(SdkRequest request, Caller caller) {
    var keys = new HashMap<String, List<String>>();
    if (request instanceof ListObjectsV2Request || request instanceof ListObjectsRequest) {
      // A request without a prefix has an empty one, by which policies can allow exactly that.
      keys.put("s3:prefix", List.of(text(request, "Prefix", "")));
      put(keys, "s3:delimiter", request, "Delimiter");
      put(keys, "s3:max-keys", request, "MaxKeys");
    } else {
      HEADERS.forEach((member, key) -> put(keys, "s3:" + key, request, member));
    }
    return keys;
  }

  private static void put(
      Map<String, List<String>> keys, String key, SdkRequest request, String member) {
    var value = text(request, member, "");
    if (!value.isEmpty()) {
      keys.put(key.toLowerCase(Locale.ROOT), List.of(value));
    }
  }

  private static String text(SdkRequest request, String member, String absent) {
    return request.getValueForField(member, Object.class).map(Object::toString).orElse(absent);
  }
}
