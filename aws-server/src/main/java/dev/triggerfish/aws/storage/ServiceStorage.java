package dev.triggerfish.aws.storage;

import java.nio.file.Path;

/** Durable storage of services. */
public interface ServiceStorage {

  /**
   * Opens a service's database, migrated to the newest version by the scripts at {@code
   * classpath:db/<service>}. SQL is to run on H2 in PostgreSQL mode and on PostgreSQL alike.
   *
   * @param service such as {@code invoker}
   */
  Database database(String service);

  /** A folder of the service's own for files, made if it is missing; nobody else's eyes. */
  Path folder(String service);
}
