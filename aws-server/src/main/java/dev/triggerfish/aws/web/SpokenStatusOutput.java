package dev.triggerfish.aws.web;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11OutputBuffer;
import org.springframework.http.HttpStatus;

/**
 * Answers whose first line says in words what the status means, as AWS's do. Tomcat leaves the
 * words out, and botocore (AWS's command line and boto3), when it has asked by {@code Expect:
 * 100-continue} whether to send its body, understands no line without them: neither {@code HTTP/1.1
 * 100} nor the refusal in its place.
 */
final class SpokenStatusOutput extends Http11OutputBuffer {

  private static final byte[] CONTINUE = (line(HttpStatus.CONTINUE) + "\r\n").getBytes(US_ASCII);

  private static final Map<Integer, byte[]> LINES =
      Stream.of(HttpStatus.values())
          .collect(
              Collectors.toUnmodifiableMap(
                  HttpStatus::value, status -> line(status).getBytes(US_ASCII), (one, _) -> one));

  SpokenStatusOutput(Response response, int headerBytes) {
    super(response, headerBytes);
  }

  private static String line(HttpStatus status) {
    return "HTTP/1.1 " + status.value() + ' ' + status.getReasonPhrase() + "\r\n";
  }

  @Override
  public void sendStatus(int status) {
    var line = LINES.get(status);
    if (line == null) {
      super.sendStatus(status); // one that nobody has found words for
    } else {
      write(line);
    }
  }

  @Override
  public void sendAck() throws IOException {
    if (response.isCommitted()) {
      return;
    }
    // It is said once; from now on the body is on its way, as with any other request.
    response.getRequest().setExpectation(false);
    socketWrapper.write(isBlocking(), CONTINUE, 0, CONTINUE.length);
    if (flushBuffer(true)) {
      throw new IOException("100 Continue could not be written");
    }
  }
}
