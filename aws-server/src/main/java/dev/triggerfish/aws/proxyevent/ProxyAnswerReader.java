package dev.triggerfish.aws.proxyevent;

import dev.triggerfish.aws.http.AwsHttpResponse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads functions' answers of payload format 2.0: an object with a {@code statusCode}, or any other
 * JSON value, which is itself the body.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads">
 *     Response payload format</a>
 */
public final class ProxyAnswerReader {

  private static final int DEEPEST = 1_000;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();
  private static final JsonMapper JSON =
      JsonMapper.builder(FACTORY)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ProxyAnswerReader() {}

  /**
   * Reads an answer.
   *
   * @param payload what the function returned
   * @param front whose default content type is taken
   */
  public static ProxyAnswer read(byte[] payload, ProxyFront front) {
    try {
      var tree = JSON.readTree(payload);
      if (tree.isMissingNode()) {
        return new ProxyAnswer.Malformed("The answer is empty");
      }
      var status = tree.isObject() ? tree.get("statusCode") : null;
      return new ProxyAnswer.Formed(
          status == null || status.isNull()
              ? inferred(tree, payload)
              : formed(tree, status(status), front));
    } catch (JacksonException e) {
      return new ProxyAnswer.Malformed("The answer is not JSON");
    } catch (MalformedAnswerException e) {
      return new ProxyAnswer.Malformed(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Reads an answer of payload format 1.0, which has to be an object with a {@code statusCode}.
   *
   * @param payload what the function returned
   * @param front whose default content type is taken
   */
  public static ProxyAnswer readV1(byte[] payload, ProxyFront front) {
    try {
      var tree = JSON.readTree(payload);
      var status = tree.isObject() ? tree.get("statusCode") : null;
      return status == null || status.isNull()
          ? new ProxyAnswer.Malformed("The answer has no statusCode")
          : new ProxyAnswer.Formed(formed(tree, status(status), front));
    } catch (JacksonException e) {
      return new ProxyAnswer.Malformed("The answer is not JSON");
    } catch (MalformedAnswerException e) {
      return new ProxyAnswer.Malformed(String.valueOf(e.getMessage()));
    }
  }

  /** A text is the body without its quotes, any other value as compact JSON. */
  private static SiteAnswer inferred(JsonNode tree, byte[] payload) {
    var body =
        tree.isString() ? tree.stringValue().getBytes(StandardCharsets.UTF_8) : compact(payload);
    return new SiteAnswer(200, List.of(new Header("Content-Type", "application/json")), body);
  }

  /** Writes JSON without white space; numbers stay as they were written. */
  private static byte[] compact(byte[] json) {
    var bytes = new ByteArrayOutputStream(json.length);
    try (var in = FACTORY.createParser(ObjectReadContext.empty(), json);
        var out = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      while (in.nextToken() != null) {
        out.copyCurrentEventExact(in);
      }
    }
    return bytes.toByteArray();
  }

  private static SiteAnswer formed(JsonNode answer, int status, ProxyFront front)
      throws MalformedAnswerException {
    var headers = new ArrayList<Header>();
    AnswerHeaders.single(answer.get("headers"), headers);
    AnswerHeaders.several(answer.get("multiValueHeaders"), headers);
    AnswerHeaders.cookies(answer.get("cookies"), headers);
    if (headers.stream().noneMatch(header -> header.name().equalsIgnoreCase("content-type"))) {
      headers.add(new Header("Content-Type", front.defaultContentType()));
    }
    return new SiteAnswer(status, headers, body(answer));
  }

  private static int status(JsonNode value) throws MalformedAnswerException {
    var text = value.isString() ? value.stringValue() : value.toString();
    // An interim status would leave the client waiting for another one.
    if (!text.matches("[2-5]\\d\\d")) {
      throw new MalformedAnswerException("statusCode is no status of an answer");
    }
    return Integer.parseInt(text);
  }

  private static byte[] body(JsonNode answer) throws MalformedAnswerException {
    var encoded = encoded(answer.get("isBase64Encoded"));
    var body = answer.get("body");
    if (body == null || body.isNull()) {
      return AwsHttpResponse.EMPTY;
    }
    if (!body.isString()) {
      return body.toString().getBytes(StandardCharsets.UTF_8);
    }
    return encoded
        ? decoded(body.stringValue())
        : body.stringValue().getBytes(StandardCharsets.UTF_8);
  }

  private static boolean encoded(@Nullable JsonNode flag) throws MalformedAnswerException {
    if (flag == null || flag.isNull()) {
      return false;
    }
    if (!flag.isBoolean()) {
      throw new MalformedAnswerException("isBase64Encoded is not a boolean");
    }
    return flag.booleanValue();
  }

  private static byte[] decoded(String base64) throws MalformedAnswerException {
    try {
      // Some languages' encoders break their lines.
      return Base64.getDecoder().decode(base64.replace("\n", "").replace("\r", ""));
    } catch (IllegalArgumentException e) {
      throw new MalformedAnswerException("The body is not Base64 although isBase64Encoded is true");
    }
  }
}
