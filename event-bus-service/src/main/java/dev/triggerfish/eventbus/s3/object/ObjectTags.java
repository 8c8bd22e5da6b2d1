package dev.triggerfish.eventbus.s3.object;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.s3.bucket.S3Errors;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * The tags that an object may have.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html">Object
 *     tags</a>
 */
final class ObjectTags {

  private static final int MOST = 10;
  private static final int LONGEST_KEY = 128;
  private static final int LONGEST_VALUE = 256;

  private ObjectTags() {}

  /** Reads the header {@code x-amz-tagging}, which is written like a query string. */
  static Map<String, String> parse(@Nullable String header) {
    var tags = new LinkedHashMap<String, String>();
    if (header == null) {
      return tags;
    }
    for (var pair : header.split("&", -1)) {
      var equals = pair.indexOf('=');
      var name = decode(equals < 0 ? pair : pair.substring(0, equals), header);
      var value = equals < 0 ? "" : decode(pair.substring(equals + 1), header);
      if (name.isEmpty() || tags.put(name, value) != null) {
        throw malformed(header);
      }
    }
    return checked(tags);
  }

  /** Reads the tags of a request's body. */
  static Map<String, String> of(List<Tag> given) {
    var tags = new LinkedHashMap<String, String>();
    for (var tag : given) {
      if (tags.put(tag.key(), tag.value()) != null) {
        throw S3Errors.detailed(
            "InvalidTag",
            400,
            "Cannot provide multiple Tags with the same key",
            "TagKey",
            tag.key());
      }
    }
    return checked(tags);
  }

  private static Map<String, String> checked(Map<String, String> tags) {
    if (tags.size() > MOST) {
      throw AwsErrors.of("BadRequest", 400, "Object tags cannot be greater than " + MOST);
    }
    tags.forEach(
        (name, value) -> {
          if (name.startsWith("aws:")) {
            throw S3Errors.detailed(
                "InvalidTag", 400, "Your TagKey cannot be prefixed with aws:", "TagKey", name);
          }
          if (name.isEmpty() || name.length() > LONGEST_KEY) {
            throw S3Errors.detailed(
                "InvalidTag", 400, "The TagKey you have provided is invalid", "TagKey", name);
          }
          if (value.length() > LONGEST_VALUE) {
            throw S3Errors.detailed(
                "InvalidTag",
                400,
                "The TagValue you have provided is invalid",
                "TagKey",
                name,
                "TagValue",
                value);
          }
        });
    return tags;
  }

  private static String decode(String text, String header) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw malformed(header);
    }
  }

  private static RuntimeException malformed(String header) {
    return S3Errors.invalidArgument(
        "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters"
            + " without tag name duplicates.",
        "x-amz-tagging",
        header);
  }
}
