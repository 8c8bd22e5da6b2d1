package dev.triggerfish.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Where functions knock as they start. */
final class Arrivals implements AutoCloseable {

  private static final long LONGEST_SECONDS = 60;

  private final ServerSocket socket;
  private final Semaphore arrived = new Semaphore(0);
  private volatile long last;

  Arrivals() throws IOException {
    socket = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().name("arrivals").start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  /**
   * Waits for some functions to start.
   *
   * @return when the last one did, by {@link System#nanoTime()}
   */
  long await(int count) throws InterruptedException, TimeoutException {
    if (!arrived.tryAcquire(count, LONGEST_SECONDS, TimeUnit.SECONDS)) {
      throw new TimeoutException(
          arrived.availablePermits() + " of " + count + " events arrived in a minute");
    }
    return last;
  }

  private void accept() {
    try {
      while (true) {
        socket.accept().close();
        last = System.nanoTime();
        arrived.release();
      }
    } catch (IOException e) {
      // closed
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
