package dev.triggerfish.aws.client;

import dev.triggerfish.aws.http.AwsHttpRequest;
import dev.triggerfish.aws.http.AwsHttpResponse;
import dev.triggerfish.aws.http.RequestOrigin;
import dev.triggerfish.aws.pipeline.AwsPipeline;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Hands the SDK's signed bytes to the pipeline of this process: all of a network call but the
 * network.
 */
final class LoopbackHttpClient implements SdkHttpClient {

  private final Supplier<AwsPipeline> pipeline;

  LoopbackHttpClient(Supplier<AwsPipeline> pipeline) {
    this.pipeline = pipeline;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() {
        return send(request);
      }

      @Override
      public void abort() {
        // Nothing is under way that could be cut off.
      }
    };
  }

  private HttpExecuteResponse send(HttpExecuteRequest request) {
    var body =
        request
            .contentStreamProvider()
            .<InputStream>map(provider -> provider.newStream())
            .orElseGet(InputStream::nullInputStream);
    var answer = pipeline.get().handle(new Carried(request.httpRequest(), body));
    var response = SdkHttpResponse.builder().statusCode(answer.status());
    answer.headers().forEach(response::putHeader);
    return HttpExecuteResponse.builder()
        .response(response.build())
        .responseBody(AbortableInputStream.create(content(answer)))
        .build();
  }

  private static InputStream content(AwsHttpResponse answer) {
    var streamed = answer.content();
    return streamed == null ? new ByteArrayInputStream(answer.body()) : streamed.stream();
  }

  @Override
  public void close() {
    // Nothing is held.
  }

  private record Carried(SdkHttpRequest request, InputStream body) implements AwsHttpRequest {

    @Override
    public String method() {
      return request.method().name();
    }

    @Override
    public String rawPath() {
      return request.encodedPath().isEmpty() ? "/" : request.encodedPath();
    }

    @Override
    public @Nullable String rawQuery() {
      return request.encodedQueryParameters().orElse(null);
    }

    @Override
    public @Nullable String header(String name) {
      return request.firstMatchingHeader(name).orElse(null);
    }

    @Override
    public List<String> headers(String name) {
      return request.matchingHeaders(name);
    }

    @Override
    public Collection<String> headerNames() {
      return request.headers().keySet();
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
      return RequestOrigin.INTERNAL;
    }
  }
}
