package dev.triggerfish.eventbus.s3fixture;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.authorization.ResourcePolicies;
import dev.triggerfish.aws.client.AwsClients;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.content.ContentStore;
import dev.triggerfish.aws.http.RequestOrigin;
import dev.triggerfish.aws.journal.EventJournal;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.operation.RequestPayload;
import dev.triggerfish.aws.operation.StreamedAnswer;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.aws.storage.ServiceStorage;
import dev.triggerfish.contracts.EventHop;
import dev.triggerfish.eventbus.delivery.OutboundEvent;
import dev.triggerfish.eventbus.delivery.Outbox;
import dev.triggerfish.eventbus.s3.bucket.BucketConfiguration;
import dev.triggerfish.eventbus.s3.bucketpolicy.BucketPolicyConfiguration;
import dev.triggerfish.eventbus.s3.multipart.MultipartConfiguration;
import dev.triggerfish.eventbus.s3.notification.ObjectNotificationConfiguration;
import dev.triggerfish.eventbus.s3.object.ObjectConfiguration;
import dev.triggerfish.eventbus.storage.EventBusStorageConfiguration;
import dev.triggerfish.policy.Principal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** S3's beans over a database and a folder of a test's own. */
public final class S3Context implements AutoCloseable, ServiceStorage {

  public static final String ACCOUNT = "000000000000";
  public static final Caller CALLER = caller(ACCOUNT, "us-east-1");

  private final Path folder;
  private final JdbcConnectionPool pool;
  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();

  private final List<OutboundEvent> deliveries = new ArrayList<>();
  private final List<EventHop> hops = new ArrayList<>();
  private final ManualClock clock = new ManualClock();
  private final SomeDenied authorizer = new SomeDenied();
  private final FakeLambda lambda = new FakeLambda();

  /** What is kept in the folder is there again if another context is opened on it. */
  public S3Context(Path folder) {
    this.folder = folder;
    pool =
        JdbcConnectionPool.create(
            "jdbc:h2:file:"
                + folder.resolve("database")
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
            "sa",
            "");
    context.registerBean(ServiceStorage.class, () -> this);
    context.registerBean(PlatformClock.class, () -> clock);
    context.registerBean(Authorizer.class, () -> authorizer);
    context.registerBean(AwsClients.class, () -> lambda);
    context.registerBean("eventJournal", EventJournal.class, () -> hops::add);
    context.registerBean(Outbox.class, () -> this::add);
    context.register(
        EventBusStorageConfiguration.class,
        BucketConfiguration.class,
        BucketPolicyConfiguration.class,
        ObjectConfiguration.class,
        MultipartConfiguration.class,
        ObjectNotificationConfiguration.class);
    context.refresh();
  }

  private void add(OutboundEvent delivery) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("no transaction");
    }
    if (lambda.outboxFails()) {
      throw new IllegalStateException("the outbox fails");
    }
    deliveries.add(delivery);
  }

  @Override
  public Database database(String service) {
    Flyway.configure().dataSource(pool).locations("classpath:db/" + service).load().migrate();
    return new Database(
        JdbcClient.create(pool), new TransactionTemplate(new JdbcTransactionManager(pool)));
  }

  @Override
  public Path folder(String service) {
    return folder;
  }

  public static Caller caller(String accountId, String region) {
    return caller(new Principal.Root(accountId), accountId, region);
  }

  public static Caller caller(Principal principal, String accountId, String region) {
    return new Caller(
        principal,
        accountId,
        region,
        "request-1",
        RequestOrigin.CLIENT,
        "192.0.2.7",
        null,
        null,
        "Root=1-trace");
  }

  public List<OutboundEvent> deliveries() {
    return deliveries;
  }

  public List<EventHop> hops() {
    return hops;
  }

  public ManualClock clock() {
    return clock;
  }

  public SomeDenied authorizer() {
    return authorizer;
  }

  public FakeLambda lambda() {
    return lambda;
  }

  public ResourcePolicies policies() {
    return context.getBean(ResourcePolicies.class);
  }

  /** Removes what no object and no part refers to. */
  public void sweep() throws IOException {
    context.getBean(ContentStore.class).sweep(clock.now());
  }

  /** All operations that are declared. */
  public Stream<Method> operations() {
    return context.getBeansOfType(OperationGroup.class).values().stream()
        .flatMap(group -> Arrays.stream(group.getClass().getDeclaredMethods()))
        .filter(method -> method.isAnnotationPresent(AwsOperation.class));
  }

  /** Calls an operation that reads no body. */
  public <R> R call(SdkRequest request, Class<R> answer) {
    return call(request, answer, CALLER);
  }

  public <R> R call(SdkRequest request, Class<R> answer, Caller caller) {
    return answer.cast(invoke(request, payload(new byte[0]), caller));
  }

  /** Calls an operation that reads a body. */
  public <R> R send(SdkRequest request, byte[] body, Class<R> answer) {
    return answer.cast(invoke(request, payload(body), CALLER));
  }

  public Object invoke(SdkRequest request, RequestPayload payload, Caller caller) {
    var name = request.getClass().getSimpleName().replace("Request", "");
    for (var group : context.getBeansOfType(OperationGroup.class).values()) {
      for (var method : group.getClass().getDeclaredMethods()) {
        if (method.isAnnotationPresent(AwsOperation.class)
            && method.getName().equalsIgnoreCase(name)) {
          return invoke(group, method, request, payload, caller);
        }
      }
    }
    throw new AssertionError("Nobody serves " + name);
  }

  private static Object invoke(
      OperationGroup group,
      Method method,
      SdkRequest request,
      RequestPayload payload,
      Caller caller) {
    try {
      method.setAccessible(true);
      return method.getParameterCount() == 3
          ? method.invoke(group, request, payload, caller)
          : method.invoke(group, request, caller);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new AssertionError(e);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  public static RequestPayload payload(byte[] body) {
    return payload(body.length, new ByteArrayInputStream(body));
  }

  public static RequestPayload payload(long length, InputStream in) {
    return new RequestPayload() {
      @Override
      public long length() {
        return length;
      }

      @Override
      public InputStream open() {
        return in;
      }
    };
  }

  public S3Context bucket(String name) {
    call(CreateBucketRequest.builder().bucket(name).build(), SdkResponse.class);
    return this;
  }

  public PutObjectResponse put(String bucket, String key, String text) {
    return send(
        PutObjectRequest.builder().bucket(bucket).key(key).build(),
        text.getBytes(StandardCharsets.UTF_8),
        PutObjectResponse.class);
  }

  public String text(String bucket, String key) {
    return text(GetObjectRequest.builder().bucket(bucket).key(key).build());
  }

  public String text(GetObjectRequest request) {
    return new String(bytes(get(request)), StandardCharsets.UTF_8);
  }

  @SuppressWarnings("unchecked") // GetObject declares it.
  public StreamedAnswer<GetObjectResponse> get(GetObjectRequest request) {
    return call(request, StreamedAnswer.class);
  }

  public static byte[] bytes(StreamedAnswer<?> answer) {
    try (var content = answer.content()) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files in the store of objects, arriving ones too. */
  public List<Path> files() {
    try (var files = Files.walk(folder.resolve("objects"))) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A member of a response by its name in AWS's model. */
  public static Map<String, Object> members(SdkPojo pojo) {
    var members = new TreeMap<String, Object>();
    pojo.sdkFields()
        .forEach(
            field -> {
              var value = field.getValueOrDefault(pojo);
              if (value != null) {
                members.put(field.memberName(), value);
              }
            });
    return members;
  }

  @Override
  public void close() {
    context.close();
    pool.dispose();
  }
}
