package dev.triggerfish.aws.protocol;

import dev.triggerfish.aws.http.AwsHttpResponse;
import dev.triggerfish.aws.http.TestRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/** One of the SDK's own clients, whose HTTP requests are answered by a function of the test. */
final class SdkCalls {

  private final SdkClient client;
  private Function<TestRequest, AwsHttpResponse> server =
      request -> {
        throw new AssertionError("Not expected: " + request);
      };

  private SdkCalls(
      AwsClientBuilder<?, ? extends SdkClient> builder, AwsSyncClientBuilder<?, ?> sync) {
    sync.httpClient(new Http());
    client =
        builder
            .region(Region.US_EAST_1)
            .endpointOverride(URI.create("http://localhost:1"))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
            .build();
  }

  static <B extends AwsClientBuilder<B, ? extends SdkClient> & AwsSyncClientBuilder<B, ?>>
      SdkCalls of(B builder) {
    return new SdkCalls(builder, builder);
  }

  /** Calls the operation that takes a request of this class. */
  SdkPojo call(SdkPojo request, Function<TestRequest, AwsHttpResponse> answer) throws Exception {
    server = answer;
    for (Method method : client.getClass().getMethods()) {
      if (method.getParameterCount() == 1
          && method.getParameterTypes()[0].isInstance(request)
          && SdkPojo.class.isAssignableFrom(method.getReturnType())) {
        method.setAccessible(true);
        return (SdkPojo) method.invoke(client, request);
      }
    }
    throw new AssertionError("No method takes " + request.getClass());
  }

  private final class Http implements SdkHttpClient {

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() throws IOException {
          return response(server.apply(received(request)));
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}
  }

  private static TestRequest received(HttpExecuteRequest request) throws IOException {
    SdkHttpRequest http = request.httpRequest();
    byte[] body = new byte[0];
    if (request.contentStreamProvider().isPresent()) {
      try (InputStream in = request.contentStreamProvider().get().newStream()) {
        body = in.readAllBytes();
      }
    }
    var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(http.headers());
    var query = http.encodedQueryParameters().map(text -> "?" + text).orElse("");
    return new TestRequest(http.method().name(), http.encodedPath() + query, headers, body);
  }

  private static HttpExecuteResponse response(AwsHttpResponse answer) {
    var http = SdkHttpFullResponse.builder().statusCode(answer.status());
    answer.headers().forEach(http::putHeader);
    return HttpExecuteResponse.builder()
        .response(http.build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer.body())))
        .build();
  }
}
