package dev.triggerfish.aws.protocol;

import dev.triggerfish.aws.http.AwsHttpRequest;
import dev.triggerfish.aws.http.RequestOrigin;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request in memory. */
public record TestRequest(
    String method,
    String rawPath,
    @Nullable String rawQuery,
    Map<String, List<String>> headers,
    byte[] content)
    implements AwsHttpRequest {

  public static TestRequest of(String method, String target, String body, String... headers) {
    Map<String, List<String>> byName = new TreeMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      byName.put(headers[i], List.of(headers[i + 1]));
    }
    int mark = target.indexOf('?');
    return new TestRequest(
        method,
        mark < 0 ? target : target.substring(0, mark),
        mark < 0 ? null : target.substring(mark + 1),
        byName,
        body.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public @Nullable String header(String name) {
    List<String> values = headers(name);
    return values.isEmpty() ? null : values.getFirst();
  }

  @Override
  public List<String> headers(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    for (Map.Entry<String, List<String>> header : headers.entrySet()) {
      if (header.getKey().toLowerCase(Locale.ROOT).equals(wanted)) {
        return header.getValue();
      }
    }
    return List.of();
  }

  @Override
  public Collection<String> headerNames() {
    return headers.keySet();
  }

  @Override
  public String scheme() {
    return "http";
  }

  @Override
  public String remoteAddress() {
    return "127.0.0.1";
  }

  @Override
  public RequestOrigin origin() {
    return RequestOrigin.CLIENT;
  }

  @Override
  public InputStream body() {
    return new ByteArrayInputStream(content);
  }
}
