package dev.triggerfish.e2e.recorded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Calls of S3's, and what its answers say. */
final class S3Wire {

  private static final Pattern ELEMENT =
      Pattern.compile("<([\\w-]+)>([^<]*)</\\1>", Pattern.DOTALL);

  private S3Wire() {}

  /** A call of the tests' account; the path begins with the bucket, and may have a query. */
  static Reply call(String method, String path, String body, String... headers) {
    return Wire.signed("s3", Wire.ROOT, method, "/" + path, body.getBytes(UTF_8), headers);
  }

  static Reply put(String path, String body, String... headers) {
    return call("PUT", path, body, headers);
  }

  static Reply get(String path, String... headers) {
    return call("GET", path, "", headers);
  }

  /** A bucket of the tests' account, made if it is not there. */
  static void bucket(String name) {
    put(name, "").is(200);
  }

  /** All elements that hold text, the last of each name. */
  static Map<String, String> elements(Reply reply) {
    var elements = new LinkedHashMap<String, String>();
    for (var found = ELEMENT.matcher(reply.text()); found.find(); ) {
      elements.put(found.group(1), unescaped(found.group(2)));
    }
    return elements;
  }

  /** The texts of all elements of a name. */
  static List<String> texts(Reply reply, String element) {
    return ELEMENT
        .matcher(reply.text())
        .results()
        .filter(found -> found.group(1).equals(element))
        .map(found -> unescaped(found.group(2)))
        .toList();
  }

  /**
   * An error whose body says exactly this and who it was.
   *
   * @param details names and values by turns
   */
  static void assertError(Reply reply, int status, String code, String message, String... details) {
    var expected = new LinkedHashMap<String, String>();
    expected.put("Code", code);
    expected.put("Message", message);
    for (var i = 0; i < details.length; i += 2) {
      expected.put(details[i], details[i + 1]);
    }
    var said = elements(reply.is(status));
    assertThat(said.remove("RequestId")).isEqualTo(reply.header("x-amz-request-id"));
    assertThat(said.remove("HostId")).isEqualTo(reply.header("x-amz-id-2"));
    assertThat(said).isEqualTo(expected);
  }

  private static String unescaped(String xml) {
    return xml.replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }
}
