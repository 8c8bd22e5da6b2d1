package dev.triggerfish.aws.signature;

import dev.triggerfish.aws.http.AwsHttpRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text that is hashed and signed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">AWS</a>
 */
final class CanonicalRequest {

  private CanonicalRequest() {}

  static String of(
      AwsHttpRequest request, String canonicalPath, List<String> signedHeaders, String bodyHash) {
    var out = new StringBuilder(512);
    out.append(request.method()).append('\n').append(canonicalPath).append('\n');
    appendQuery(out, request.rawQuery());
    out.append('\n');
    for (var name : signedHeaders) {
      out.append(name).append(':');
      appendHeader(out, request.headers(name));
      out.append('\n');
    }
    out.append('\n');
    out.append(String.join(";", signedHeaders)).append('\n').append(bodyHash);
    return out.toString();
  }

  /**
   * The path as most services sign it: normalized, and encoded once more although it is encoded
   * already. S3 signs the path as it is; where the client encodes fewer or more characters on the
   * wire than the rules say, it signs what they say, which is the other form.
   */
  static String path(String rawPath, String service, boolean normalize) {
    if (service.equals("s3")) {
      return normalize
          ? rawPath
          : UriEncoding.encode(UriEncoding.decode(rawPath.replace("+", "%2B")), true);
    }
    return UriEncoding.encode(normalize ? normalize(rawPath) : rawPath, true);
  }

  private static String normalize(String path) {
    if (!path.contains("//") && !path.contains("/.")) {
      return path;
    }
    var segments = new ArrayDeque<String>();
    for (var segment : path.split("/", -1)) {
      if (segment.equals("..")) {
        segments.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.add(segment);
      }
    }
    var joined = "/" + String.join("/", segments);
    return path.endsWith("/") && !joined.endsWith("/") ? joined + "/" : joined;
  }

  private static void appendQuery(StringBuilder out, @Nullable String rawQuery) {
    if (rawQuery == null || rawQuery.isEmpty()) {
      return;
    }
    var pairs = new ArrayList<Pair>();
    for (var part : rawQuery.split("&", -1)) {
      if (part.isEmpty() || part.startsWith("X-Amz-Signature=")) {
        continue;
      }
      var equals = part.indexOf('=');
      var name = equals < 0 ? part : part.substring(0, equals);
      var value = equals < 0 ? "" : part.substring(equals + 1);
      pairs.add(new Pair(recode(name), recode(value)));
    }
    pairs.sort(null);
    for (int i = 0; i < pairs.size(); i++) {
      out.append(i == 0 ? "" : "&")
          .append(pairs.get(i).name)
          .append('=')
          .append(pairs.get(i).value);
    }
  }

  private static String recode(String encoded) {
    return UriEncoding.encode(UriEncoding.decode(encoded), false);
  }

  private static void appendHeader(StringBuilder out, List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      var value = values.get(i).strip();
      var space = false;
      for (int j = 0; j < value.length(); j++) {
        var c = value.charAt(j);
        if (c != ' ' || !space) {
          out.append(c);
        }
        space = c == ' ';
      }
    }
  }

  private record Pair(String name, String value) implements Comparable<Pair> {
    @Override
    public int compareTo(Pair other) {
      var byName = name.compareTo(other.name);
      return byName != 0 ? byName : value.compareTo(other.value);
    }
  }
}
