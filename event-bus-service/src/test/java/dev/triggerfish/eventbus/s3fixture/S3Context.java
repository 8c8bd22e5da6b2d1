package dev.triggerfish.eventbus.s3fixture;

import dev.triggerfish.aws.authorization.ResourcePolicies;
import dev.triggerfish.aws.content.ContentStore;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.operation.RequestPayload;
import dev.triggerfish.aws.operation.StreamedAnswer;
import dev.triggerfish.contracts.EventHop;
import dev.triggerfish.eventbus.delivery.OutboundEvent;
import dev.triggerfish.eventbus.delivery.Outbox;
import dev.triggerfish.eventbus.s3.bucket.BucketConfiguration;
import dev.triggerfish.eventbus.s3.bucketpolicy.BucketPolicyConfiguration;
import dev.triggerfish.eventbus.s3.multipart.MultipartConfiguration;
import dev.triggerfish.eventbus.s3.notification.ObjectNotificationConfiguration;
import dev.triggerfish.eventbus.s3.object.ObjectConfiguration;
import dev.triggerfish.eventbus.storage.EventBusStorageConfiguration;
import dev.triggerfish.testkit.Callers;
import dev.triggerfish.testkit.FakeAuthorizer;
import dev.triggerfish.testkit.FakeLambda;
import dev.triggerfish.testkit.ManualClock;
import dev.triggerfish.testkit.ServiceContext;
import dev.triggerfish.testkit.TestDatabase;
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
import org.springframework.transaction.support.TransactionSynchronizationManager;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** S3's beans over a database and a folder of a test's own. */
public final class S3Context implements AutoCloseable {

  public static final String ACCOUNT = Callers.ACCOUNT;
  public static final Caller CALLER = Callers.root("us-east-1");

  private final Path folder;
  private final ServiceContext context;
  private final List<OutboundEvent> deliveries = new ArrayList<>();
  private boolean outboxFails;

  /** What is kept in the folder and the database is there again if another context is opened. */
  public S3Context(TestDatabase database, Path folder) {
    this.folder = folder;
    context =
        new ServiceContext(
            database,
            folder,
            beans -> beans.registerBean(Outbox.class, () -> this::add),
            EventBusStorageConfiguration.class,
            BucketConfiguration.class,
            BucketPolicyConfiguration.class,
            ObjectConfiguration.class,
            MultipartConfiguration.class,
            ObjectNotificationConfiguration.class);
  }

  private void add(OutboundEvent delivery) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("no transaction");
    }
    if (outboxFails) {
      throw new IllegalStateException("the outbox fails");
    }
    deliveries.add(delivery);
  }

  /** Lets the outbox fail from now on. */
  public void failOutbox() {
    outboxFails = true;
  }

  public List<OutboundEvent> deliveries() {
    return deliveries;
  }

  public List<EventHop> hops() {
    return context.hops();
  }

  public ManualClock clock() {
    return context.clock();
  }

  public FakeAuthorizer authorizer() {
    return context.authorizer();
  }

  public FakeLambda lambda() {
    return context.lambda();
  }

  public ResourcePolicies policies() {
    return context.bean(ResourcePolicies.class);
  }

  /** Removes what no object and no part refers to. */
  public void sweep() throws IOException {
    context.bean(ContentStore.class).sweep(context.clock().now());
  }

  /** All operations that are declared. */
  public Stream<Method> operations() {
    return context.beans(OperationGroup.class).stream()
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
    for (var group : context.beans(OperationGroup.class)) {
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
    try (var files = Files.walk(folder.resolve("event-bus/objects"))) {
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
  }
}
