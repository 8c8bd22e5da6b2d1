package dev.triggerfish.eventbus.s3.bucketpolicy;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.s3.bucket.Bucket;
import dev.triggerfish.policy.MalformedPolicyException;
import dev.triggerfish.policy.Policy;
import dev.triggerfish.policy.PolicyKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What S3 takes for a bucket's policy: one that speaks of this bucket and what is in it, and of
 * S3's actions.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html">Bucket
 *     policies</a>
 */
final class BucketPolicyDocument {

  /** In bytes. */
  private static final int LARGEST = 20 * 1024;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private BucketPolicyDocument() {}

  /** Throws S3's error unless a document can be this bucket's policy. */
  static void check(@Nullable String document, Bucket bucket) {
    if (document == null || document.isBlank()) {
      throw malformed("Policies must be valid JSON and the first byte must be '{'");
    }
    if (document.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
      throw malformed("Policy exceeds the maximum allowed document size.");
    }
    if (!document.stripLeading().startsWith("{")) {
      throw malformed("Policies must be valid JSON and the first byte must be '{'");
    }
    var statements = statements(document);
    try {
      Policy.parse(document, PolicyKind.RESOURCE);
    } catch (MalformedPolicyException e) {
      throw malformed(e.getMessage());
    }
    for (var statement : each(statements)) {
      check(statement, bucket.arn());
    }
  }

  private static JsonNode statements(String document) {
    try {
      var statements = JSON.readTree(document).get("Statement");
      if (statements == null) {
        throw malformed("Missing required field Statement");
      }
      return statements;
    } catch (JacksonException e) {
      throw malformed("Policies must be valid JSON and the first byte must be '{'");
    }
  }

  private static void check(JsonNode statement, String bucketArn) {
    for (var action : texts(statement, "Action", "NotAction")) {
      if (!action.equals("*") && !action.regionMatches(true, 0, "s3:", 0, 3)) {
        throw malformed("Policy has invalid action");
      }
    }
    for (var resource : texts(statement, "Resource", "NotResource")) {
      if (!resource.equals(bucketArn) && !resource.startsWith(bucketArn + "/")) {
        throw malformed("Policy has invalid resource");
      }
    }
  }

  private static List<String> texts(JsonNode statement, String... members) {
    var texts = new ArrayList<String>();
    for (var member : members) {
      each(statement.get(member)).forEach(node -> texts.add(node.asString()));
    }
    return texts;
  }

  private static List<JsonNode> each(@Nullable JsonNode node) {
    if (node == null) {
      return List.of();
    }
    var nodes = new ArrayList<JsonNode>();
    if (node.isArray()) {
      node.forEach(nodes::add);
    } else {
      nodes.add(node);
    }
    return nodes;
  }

  private static RuntimeException malformed(@Nullable String message) {
    return AwsErrors.of("MalformedPolicy", 400, String.valueOf(message));
  }
}
