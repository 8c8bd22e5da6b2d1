package dev.triggerfish.testkit;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.client.AwsClients;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.journal.EventJournal;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.aws.storage.ServiceStorage;
import dev.triggerfish.contracts.EventHop;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Features of a service over a database of a test's own, without HTTP and Kafka. The clock, the
 * authorizer and Lambda are fakes that the test steers; they outlive a restart, as the database
 * does.
 */
public final class ServiceContext implements AutoCloseable {

  private final TestDatabase database;
  private final Consumer<GenericApplicationContext> more;
  private final Class<?>[] configurations;
  private final Path files;
  private final ManualClock clock = new ManualClock();
  private final FakeAuthorizer authorizer = new FakeAuthorizer();
  private final FakeLambda lambda = new FakeLambda();
  private final List<EventHop> hops = new CopyOnWriteArrayList<>();
  private AnnotationConfigApplicationContext context;

  /** Features that keep no files. */
  public ServiceContext(TestDatabase database, Class<?>... configurations) {
    this(database, Path.of("no-files"), _ -> {}, configurations);
  }

  /**
   * Features with files and beans of their own.
   *
   * @param files where the service's folder is made
   * @param more registers what else the features need
   */
  public ServiceContext(
      TestDatabase database,
      Path files,
      Consumer<GenericApplicationContext> more,
      Class<?>... configurations) {
    this.database = database;
    this.files = files;
    this.more = more;
    this.configurations = configurations.clone();
    this.context = start();
  }

  private AnnotationConfigApplicationContext start() {
    var started = new AnnotationConfigApplicationContext();
    started.getBeanFactory().setConversionService(ApplicationConversionService.getSharedInstance());
    started.registerBean(ServiceStorage.class, () -> database.storage(files));
    started.registerBean(PlatformClock.class, () -> clock);
    started.registerBean(Authorizer.class, () -> authorizer);
    started.registerBean(AwsClients.class, () -> lambda);
    started.registerBean("eventJournal", EventJournal.class, () -> hops::add);
    more.accept(started);
    started.register(configurations);
    started.refresh();
    return started;
  }

  /** Registers settings, as a service's configuration file has them. */
  public static Consumer<GenericApplicationContext> settings(Map<String, Object> settings) {
    return context ->
        context
            .getEnvironment()
            .getPropertySources()
            .addFirst(new MapPropertySource("test", settings));
  }

  /** The same features again, over the database and the files as they are. */
  public void restart() {
    context.close();
    context = start();
  }

  /** The only bean of a type. */
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** A bean that is not the only one of its type. */
  public <T> T bean(String name, Class<T> type) {
    return context.getBean(name, type);
  }

  /** All beans of a type. */
  public <T> Collection<T> beans(Class<T> type) {
    return context.getBeansOfType(type).values();
  }

  /** Platform time. */
  public ManualClock clock() {
    return clock;
  }

  /** Who may do what. */
  public FakeAuthorizer authorizer() {
    return authorizer;
  }

  /** Whom functions are invoked at. */
  public FakeLambda lambda() {
    return lambda;
  }

  /** What was journaled, in order. */
  public List<EventHop> hops() {
    return hops;
  }

  /** The service's database. */
  public Database database() {
    return database.database();
  }

  @Override
  public void close() {
    context.close();
  }
}
