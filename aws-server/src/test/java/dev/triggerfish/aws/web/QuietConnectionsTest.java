package dev.triggerfish.aws.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuietConnectionsTest {

  private static final String[] LOOK = {"GET /_triggerfish/look HTTP/1.1", "Host: localhost"};

  @TempDir Path folder;

  @Test
  void areClosedForClientsAndKeptForFunctions() throws IOException {
    try (var server =
            TestServer.start(
                folder, "--triggerfish.function-port=0", "--triggerfish.keep-alive=300ms");
        var function = new RawHttp(server.functionPort());
        var client = new RawHttp(server.port())) {
      assertThat(function.send("", LOOK).status()).isEqualTo(200);
      // The function's connection is quiet for as long as all of this takes.
      assertThat(client.send("", LOOK).status()).isEqualTo(200);
      assertThat(client.ends()).isTrue();

      assertThat(function.send("", LOOK).status()).isEqualTo(200);
    }
  }
}
