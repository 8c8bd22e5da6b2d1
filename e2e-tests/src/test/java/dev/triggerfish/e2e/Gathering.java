package dev.triggerfish.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;

/** Lets those who connect go on when as many as are expected are here together. */
final class Gathering implements AutoCloseable {

  private final ServerSocket door;
  private final int expected;

  Gathering(int expected) {
    this.expected = expected;
    try {
      door = new ServerSocket(0, expected, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("gathering").start(this::gather);
  }

  int port() {
    return door.getLocalPort();
  }

  /** Each is told by a byte; if the door closes before, those who are here by its end. */
  private void gather() {
    var here = new ArrayList<Socket>();
    try {
      while (here.size() < expected) {
        here.add(door.accept());
      }
      for (var each : here) {
        each.getOutputStream().write(1);
      }
    } catch (IOException e) {
      // The test is over, and says itself what is missing.
    } finally {
      here.forEach(Gathering::close);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
