package dev.triggerfish.aws.storage;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where state is kept.
 *
 * @param dataDir everything that outlives the process
 * @param ephemeral whether state goes with the process: the data directory has to be empty at
 *     start, is removed at the end, and commits need not reach the disk
 * @param databaseUrl a PostgreSQL JDBC URL, in which each service has a schema of its own; none
 *     means an H2 file per service in the data directory
 * @param databaseUser for PostgreSQL
 * @param databasePassword for PostgreSQL
 */
@ConfigurationProperties("triggerfish.storage")
public record StorageProperties(
    Path dataDir,
    boolean ephemeral,
    @Nullable String databaseUrl,
    @Nullable String databaseUser,
    @Nullable String databasePassword) {

  @Override
  public String toString() {
    return "StorageProperties[dataDir=" + dataDir + ", ephemeral=" + ephemeral + "]";
  }
}
