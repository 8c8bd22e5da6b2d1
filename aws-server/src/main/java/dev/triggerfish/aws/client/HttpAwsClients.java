package dev.triggerfish.aws.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.triggerfish.aws.catalogue.AwsService;
import dev.triggerfish.aws.pipeline.ServiceHeaders;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * The SDK's own clients, over HTTP or over whatever the given HTTP client does with its requests.
 * Retries are off: each caller here has a retry of its own that knows more.
 */
final class HttpAwsClients implements AwsClients {

  private static final int MOST_CLIENTS = 2_000;
  private static final Duration LONGEST_CALL = Duration.ofSeconds(930);

  private final SdkHttpClient http;
  private final Function<AwsService, URI> endpoints;
  private final Function<String, AwsBasicCredentials> credentials;
  private final Cache<Key, SdkClient> clients =
      Caffeine.newBuilder().maximumSize(MOST_CLIENTS).build();

  /**
   * @param http carries the requests
   * @param endpoints where a service is
   * @param credentials by service principal
   */
  HttpAwsClients(
      SdkHttpClient http,
      Function<AwsService, URI> endpoints,
      Function<String, AwsBasicCredentials> credentials) {
    this.http = http;
    this.endpoints = endpoints;
    this.credentials = credentials;
  }

  @Override
  public <C extends SdkClient> C client(Class<C> type, ServiceIdentity identity) {
    return type.cast(
        clients.get(
            new Key(type, identity),
            _ ->
                build(
                    type,
                    identity.region(),
                    credentials.apply(identity.principal()),
                    Map.of(
                        ServiceHeaders.PRINCIPAL, identity.principal(),
                        ServiceHeaders.SOURCE_ARN, identity.sourceArn(),
                        ServiceHeaders.SOURCE_ACCOUNT, identity.accountId()))));
  }

  @Override
  public <C extends SdkClient> C client(Class<C> type, SessionIdentity session) {
    return type.cast(
        clients.get(
            new Key(type, session),
            _ ->
                build(
                    type,
                    session.region(),
                    AwsSessionCredentials.create(
                        session.accessKeyId(), session.secretAccessKey(), session.sessionToken()),
                    Map.of())));
  }

  /** One client for all whose rights a service forwards: they are in each request's head. */
  @Override
  public <C extends SdkClient> C client(Class<C> type, ForwardAccessSession session) {
    ForwardedCalls.requireAllowed(session, type);
    var shared =
        clients.get(
            new Key(type, new Forwarding(session.service(), session.region())),
            _ ->
                build(
                    type,
                    session.region(),
                    credentials.apply(session.service()),
                    Map.of(ServiceHeaders.PRINCIPAL, session.service())));
    return ForwardedCalls.client(type, type.cast(shared), session.principal());
  }

  private SdkClient build(
      Class<?> type, String region, AwsCredentials credentials, Map<String, String> headers) {
    var builder = builder(type);
    if (!(builder instanceof AwsClientBuilder<?, ?> aws)
        || !(builder instanceof AwsSyncClientBuilder<?, ?> sync)) {
      throw new IllegalArgumentException(type + " is no synchronous AWS client");
    }
    bucketsInPaths(type, builder);
    sync.httpClient(http);
    aws.region(Region.of(region))
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .endpointOverride(endpoints.apply(AwsService.ofClient(type)))
        .overrideConfiguration(
            configuration -> {
              configuration
                  .apiCallTimeout(LONGEST_CALL)
                  .retryStrategy(retry -> retry.maxAttempts(1));
              headers.forEach(configuration::putHeader);
            });
    return (SdkClient) aws.build();
  }

  /** Every client interface has a static {@code builder()}, which no type says. */
  private static Object builder(Class<?> type) {
    try {
      return type.getMethod("builder").invoke(null);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      throw new IllegalArgumentException(type + " is no SDK client", e);
    }
  }

  /** S3's client alone can put a bucket before the host's name, which nobody would then find. */
  private static void bucketsInPaths(Class<?> type, Object builder) {
    try {
      type.getMethod("builder")
          .getReturnType()
          .getMethod("forcePathStyle", Boolean.class)
          .invoke(builder, true);
    } catch (NoSuchMethodException e) {
      // No client of S3's.
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalArgumentException(type + " takes no path style", e);
    }
  }

  /** A service that forwards its callers' rights, and the region. */
  private record Forwarding(String service, String region) {}

  /**
   * As whom a client calls: a {@link ServiceIdentity}, a {@link SessionIdentity} or a {@link
   * Forwarding}.
   */
  private record Key(Class<? extends SdkClient> type, Object identity) {}
}
