package dev.triggerfish.delivery;

import dev.triggerfish.aws.storage.Database;
import java.util.UUID;

/**
 * Who claims items: one start of one process. Two starts never share a name, so that a process
 * which has lost its claims cannot settle what another one works on now.
 *
 * @param instance what stays the same when this process is started again
 * @param name unique; up to 101 characters
 * @param alone whether no other process can be alive that uses the database
 */
public record Owner(String instance, String name, boolean alone) {

  private static final int LONGEST_INSTANCE = 64;

  public Owner {
    if (instance.length() > LONGEST_INSTANCE) {
      throw new IllegalArgumentException(
          "The instance ID " + instance + " is longer than " + LONGEST_INSTANCE + " characters");
    }
  }

  /**
   * This start of this process.
   *
   * @param configured the instance ID that this process alone is configured with, up to 64
   *     characters: what its former starts have claimed is free at once. If it is empty, such
   *     claims are free when their lease has run out, except in a database that nobody else can
   *     use.
   */
  public static Owner ofProcess(String configured, Database database) {
    var start = UUID.randomUUID().toString();
    var instance = configured.isEmpty() ? start.substring(0, 8) : configured;
    return new Owner(instance, instance + "/" + start, database.exclusive());
  }
}
