package dev.triggerfish.aws.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request out of nothing. */
public record TestRequest(
    String method, String target, Map<String, List<String>> headers, byte[] content)
    implements AwsHttpRequest {

  /** A request with headers given as {@code Name: value}. */
  public static TestRequest of(String method, String target, String body, String... headers) {
    var map = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    for (var header : headers) {
      var parts = header.split(":", 2);
      map.computeIfAbsent(parts[0], _ -> new ArrayList<>()).add(parts[1].strip());
    }
    return new TestRequest(method, target, map, body.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String rawPath() {
    var query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  @Override
  public @Nullable String rawQuery() {
    var query = target.indexOf('?');
    return query < 0 ? null : target.substring(query + 1);
  }

  @Override
  public @Nullable String header(String name) {
    var values = headers(name);
    return values.isEmpty() ? null : values.getFirst();
  }

  @Override
  public List<String> headers(String name) {
    return headers.getOrDefault(name, List.of());
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
