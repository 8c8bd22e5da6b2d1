package dev.triggerfish.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.catalogue.AwsService;
import dev.triggerfish.aws.http.AwsHttpRequest;
import dev.triggerfish.aws.http.AwsHttpResponse;
import dev.triggerfish.aws.http.RequestOrigin;
import dev.triggerfish.aws.model.OperationMatch;
import dev.triggerfish.aws.model.ServiceModels;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.operation.OperationRegistry;
import dev.triggerfish.aws.operation.RequestPayload;
import dev.triggerfish.aws.operation.ResourceResolver;
import dev.triggerfish.aws.pipeline.OperationPerformer;
import dev.triggerfish.aws.protocol.ProtocolCodec;
import dev.triggerfish.aws.protocol.RequestValidator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.regions.Region;

/**
 * Operations behind a port of their own, for the SDK's clients: requests are decoded, validated,
 * authorized and answered as in a service. Signatures are not looked at; every caller is the root
 * user of the default account in {@code us-east-1}.
 */
public final class AwsEndpoint implements AutoCloseable {

  private static final Caller CALLER = Callers.root("us-east-1");

  private final ServiceModels models = new ServiceModels();
  private final ProtocolCodec codec = new ProtocolCodec(models);
  private final OperationRegistry registry;
  private final OperationPerformer performer;
  private final HttpServer server;
  private final List<SdkClient> clients = new ArrayList<>();

  /** Serves operations until it is closed. */
  public AwsEndpoint(
      Authorizer authorizer,
      List<ResourceResolver> resolvers,
      Collection<? extends OperationGroup> groups) {
    registry = new OperationRegistry(List.copyOf(groups), models);
    performer = new OperationPerformer(new RequestValidator(models), authorizer, resolvers);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  /** A client, which is closed with this. */
  public <B extends AwsClientBuilder<B, C>, C extends SdkClient> C client(
      Class<C> type, B builder) {
    var service = AwsService.ofClient(type).id();
    server.createContext("/" + service, exchange -> answer(service, exchange));
    var port = server.getAddress().getPort();
    var client =
        builder
            .endpointOverride(URI.create("http://127.0.0.1:" + port + "/" + service))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .overrideConfiguration(c -> c.retryStrategy(retry -> retry.maxAttempts(1)))
            .build();
    clients.add(client);
    return client;
  }

  private void answer(String service, HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      var request = new Received(exchange, "/" + service);
      var match = Objects.requireNonNull(models.find(service)).match(request, body);
      var answer = perform(Objects.requireNonNull(match), request, body);
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(
          answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
      if (answer.body().length > 0) {
        exchange.getResponseBody().write(answer.body());
      }
    }
  }

  private AwsHttpResponse perform(OperationMatch match, AwsHttpRequest request, byte[] body) {
    try {
      var name = match.operation().name();
      var operation =
          Objects.requireNonNull(registry.find(match.operation().service(), name), name);
      var decoded = codec.decode(match, request, body);
      var result = performer.perform(operation, decoded.request(), RequestPayload.none(), CALLER);
      return codec.encode(
          operation.model(), match.protocol(), result.response(), CALLER.requestId());
    } catch (AwsServiceException e) {
      return codec.encodeError(match, e, CALLER.requestId());
    }
  }

  @Override
  public void close() {
    clients.forEach(SdkClient::close);
    server.stop(0);
  }

  private record Received(HttpExchange exchange, String prefix) implements AwsHttpRequest {

    @Override
    public String method() {
      return exchange.getRequestMethod();
    }

    @Override
    public String rawPath() {
      var path = exchange.getRequestURI().getRawPath().substring(prefix.length());
      return path.isEmpty() ? "/" : path;
    }

    @Override
    public @Nullable String rawQuery() {
      return exchange.getRequestURI().getRawQuery();
    }

    @Override
    public @Nullable String header(String name) {
      return exchange.getRequestHeaders().getFirst(name);
    }

    @Override
    public List<String> headers(String name) {
      return exchange.getRequestHeaders().getOrDefault(name, List.of());
    }

    @Override
    public Collection<String> headerNames() {
      return exchange.getRequestHeaders().keySet();
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
      return InputStream.nullInputStream();
    }
  }
}
