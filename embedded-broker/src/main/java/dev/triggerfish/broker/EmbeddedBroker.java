package dev.triggerfish.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka node in this JVM. It keeps its data across restarts, takes nobody without the secret in
 * its folder, and listens on loopback alone.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
  private static final String USER = "triggerfish";

  private final KafkaRaftServer server;
  private final int port;
  private final String secret;

  private EmbeddedBroker(KafkaRaftServer server, int port, String secret) {
    this.server = server;
    this.port = port;
    this.secret = secret;
  }

  /**
   * Starts a node.
   *
   * @param folder its data, formatted on first use
   * @param port of the broker, or 0 for a free one
   */
  public static EmbeddedBroker start(Path folder, int port) {
    // A fatal fault in the broker would end the JVM, and all services with it, without a word.
    Exit.setHaltProcedure((status, message) -> LOG.error("Kafka halted: {} {}", status, message));
    Exit.setExitProcedure((status, message) -> LOG.error("Kafka ended: {} {}", status, message));
    var secret = secret(folder.resolve("secret"));
    var brokerPort = port == 0 ? freePort() : port;
    var data = folder.resolve("data");
    format(data);
    var server =
        new KafkaRaftServer(
            new KafkaConfig(properties(data, brokerPort, freePort(), secret)), Time.SYSTEM);
    server.startup();
    return new EmbeddedBroker(server, brokerPort, secret);
  }

  /** {@code host:port} of the broker. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** The one user that it knows. */
  public String username() {
    return USER;
  }

  /** That user's password. */
  public String password() {
    return secret;
  }

  @Override
  public void close() {
    server.shutdown();
  }

  private static Map<String, String> properties(
      Path data, int brokerPort, int controllerPort, String secret) {
    var properties = new HashMap<String, String>();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", "1");
    properties.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put(
        "listeners",
        "CLIENT://127.0.0.1:" + brokerPort + ",CONTROLLER://127.0.0.1:" + controllerPort);
    properties.put("advertised.listeners", "CLIENT://127.0.0.1:" + brokerPort);
    properties.put("inter.broker.listener.name", "CLIENT");
    properties.put(
        "listener.security.protocol.map", "CLIENT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT");
    properties.put("sasl.enabled.mechanisms", "PLAIN");
    properties.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    properties.put("sasl.mechanism.controller.protocol", "PLAIN");
    for (var listener : List.of("client", "controller")) {
      properties.put("listener.name." + listener + ".plain.sasl.jaas.config", jaas(secret));
    }
    properties.put("log.dirs", data.toString());
    properties.put("auto.create.topics.enable", "false");
    // One node: nothing to replicate to, and a short session so that a restart after a kill is not
    // held up.
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("offsets.topic.num.partitions", "4");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.num.partitions", "4");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.num.partitions", "1");
    properties.put("broker.session.timeout.ms", "1000");
    properties.put("broker.heartbeat.interval.ms", "200");
    properties.put("group.initial.rebalance.delay.ms", "0");
    properties.put("num.network.threads", "2");
    properties.put("num.io.threads", "4");
    properties.put("log.cleaner.dedupe.buffer.size", "4194304");
    properties.put("log.segment.bytes", "67108864");
    return properties;
  }

  private static String jaas(String secret) {
    return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\""
        + USER
        + "\" password=\""
        + secret
        + "\" user_"
        + USER
        + "=\""
        + secret
        + "\";";
  }

  private static void format(Path data) {
    if (Files.exists(data.resolve("meta.properties"))) {
      return;
    }
    try {
      Files.createDirectories(data);
      new Formatter()
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .setNodeId(1)
          .setClusterId(Uuid.randomUuid().toString())
          .setDirectories(List.of(data.toString()))
          .setMetadataLogDirectory(Optional.of(data.toString()))
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setControllerListenerName("CONTROLLER")
          .run();
    } catch (Exception e) { // what Formatter.run declares
      throw new IllegalStateException("Kafka's folder " + data + " cannot be formatted", e);
    }
  }

  private static String secret(Path file) {
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(file.getParent());
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        Files.writeString(file, HexFormat.of().formatHex(bytes));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("Kafka's secret " + file + " cannot be kept", e);
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
