package dev.triggerfish.aws.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that ask, by {@code Expect: 100-continue}, before they send a body. */
class ExpectationTest {

  @TempDir static Path folder;

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(folder, "--test.s3=true");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aBodyThatIsWantedIsAskedForInWords() throws IOException {
    try (var connection = new RawHttp(server.port())) {
      connection.write(
          "PUT /bucket/asked HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n"
              + "Expect: 100-continue\r\n\r\n");
      assertThat(connection.interim()).isEqualTo("HTTP/1.1 100 Continue");
      connection.write("hello");
      var put = connection.read(false);
      assertThat(put.status()).isEqualTo(200);
      assertThat(put.reason()).isEqualTo("OK");

      var got = connection.send("", "GET /bucket/asked HTTP/1.1", "Host: localhost");
      assertThat(got.body()).isEqualTo("hello");
    }
  }

  @Test
  void anEmptyBodyIsAskedForOnce() throws IOException {
    try (var connection = new RawHttp(server.port())) {
      connection.write(
          "PUT /bucket/empty HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n"
              + "Expect: 100-continue\r\n\r\n");
      assertThat(connection.interim()).isEqualTo("HTTP/1.1 100 Continue");
      assertThat(connection.read(false).status()).isEqualTo(200);
    }
  }

  @Test
  void aBodyThatIsNotWantedIsRefusedInWordsBeforeItComes() throws IOException {
    try (var connection = new RawHttp(server.port())) {
      var answer =
          connection.send(
              "",
              "PUT /bucket/signed HTTP/1.1",
              "Host: localhost",
              "Authorization: AWS4-HMAC-SHA256 Credential=AKIAUNKNOWN/20300101/us-east-1/s3/"
                  + "aws4_request, SignedHeaders=host;x-amz-date, Signature=00",
              "x-amz-content-sha256: UNSIGNED-PAYLOAD",
              "x-amz-date: 20300101T000000Z",
              "Content-Length: 1000000",
              "Expect: 100-continue");
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.reason()).isEqualTo("Forbidden");
      assertThat(answer.headers()).containsEntry("Connection", "close");
      assertThat(answer.body()).contains("<Message>");
      assertThat(connection.ends()).isTrue();
    }
  }
}
