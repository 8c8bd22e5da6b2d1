package dev.triggerfish.aws.payload;

import dev.triggerfish.aws.http.AwsHttpRequest;
import dev.triggerfish.aws.http.RequestOrigin;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body came in chunks, as it would look without them: {@code Content-Length} and
 * {@code Content-Encoding} are those of the content.
 */
public record UnchunkedRequest(AwsHttpRequest request) implements AwsHttpRequest {

  private static final String ENCODING = "Content-Encoding";
  private static final String LENGTH = "Content-Length";

  @Override
  public @Nullable String header(String name) {
    if (name.equalsIgnoreCase(LENGTH)) {
      return request.header("X-Amz-Decoded-Content-Length");
    }
    var value = request.header(name);
    if (value == null || !name.equalsIgnoreCase(ENCODING)) {
      return value;
    }
    var others =
        Arrays.stream(value.split(",", -1))
            .map(String::strip)
            .filter(encoding -> !encoding.equalsIgnoreCase("aws-chunked"))
            .collect(Collectors.joining(","));
    return others.isEmpty() ? null : others;
  }

  @Override
  public List<String> headers(String name) {
    if (name.equalsIgnoreCase(LENGTH) || name.equalsIgnoreCase(ENCODING)) {
      var value = header(name);
      return value == null ? List.of() : List.of(value);
    }
    return request.headers(name);
  }

  @Override
  public Collection<String> headerNames() {
    return request.headerNames();
  }

  @Override
  public String method() {
    return request.method();
  }

  @Override
  public String rawPath() {
    return request.rawPath();
  }

  @Override
  public @Nullable String rawQuery() {
    return request.rawQuery();
  }

  @Override
  public String scheme() {
    return request.scheme();
  }

  @Override
  public String protocol() {
    return request.protocol();
  }

  @Override
  public String remoteAddress() {
    return request.remoteAddress();
  }

  @Override
  public RequestOrigin origin() {
    return request.origin();
  }

  @Override
  public boolean fromEnvironment() {
    return request.fromEnvironment();
  }

  @Override
  public InputStream body() throws IOException {
    return request.body();
  }
}
