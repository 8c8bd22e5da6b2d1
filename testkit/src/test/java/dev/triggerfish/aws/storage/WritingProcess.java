package dev.triggerfish.aws.storage;

import java.nio.file.Path;
import java.util.Random;

/**
 * A process that says what it has found in a database, then overwrites rows until it is killed, and
 * says what it has written.
 */
final class WritingProcess {

  static final int ROWS = 30_000;
  static final String READY = "ready";
  private static final int THREADS = 8;

  private WritingProcess() {}

  /**
   * Runs until it is killed.
   *
   * @param arguments data directory, seed
   */
  @SuppressWarnings("SystemOut") // what the test reads
  public static void main(String[] arguments) {
    var rows = new WrittenRows(Path.of(arguments[0]), ROWS);
    var found = new StringBuilder();
    rows.read().forEach((id, n) -> found.append(id).append(' ').append(n).append('\n'));
    System.out.print(found.append(READY).append('\n'));
    System.out.flush();
    for (var i = 0; i < THREADS; i++) {
      var thread = i;
      var random = new Random(Long.parseLong(arguments[1]) + thread);
      Thread.ofPlatform()
          .start(
              () -> {
                while (true) {
                  rows.writeOne(random, thread, THREADS, WritingProcess::acknowledge);
                }
              });
    }
  }

  @SuppressWarnings("SystemOut")
  private static void acknowledge(int id, long n) {
    System.out.println(id + " " + n);
  }
}
