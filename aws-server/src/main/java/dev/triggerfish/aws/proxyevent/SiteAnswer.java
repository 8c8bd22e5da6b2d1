package dev.triggerfish.aws.proxyevent;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer of a function URL or an HTTP API.
 *
 * @param status 200 to 599
 * @param headers in order; a name may occur several times; no Content-Length
 * @param body not to be changed
 */
public record SiteAnswer(int status, List<Header> headers, byte[] body) {

  /** A JSON text of the platform's own. */
  public static SiteAnswer json(int status, String body) {
    return new SiteAnswer(
        status,
        List.of(new Header("Content-Type", "application/json")),
        body.getBytes(StandardCharsets.UTF_8));
  }

  /** The first value of a header, or null; names in any case. */
  public @Nullable String header(String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst()
        .orElse(null);
  }

  /** The same answer with a header that replaces those of its name. */
  public SiteAnswer with(String name, String value) {
    var changed = new ArrayList<Header>(headers.size() + 1);
    headers.stream().filter(each -> !each.name().equalsIgnoreCase(name)).forEach(changed::add);
    changed.add(new Header(name, value));
    return new SiteAnswer(status, changed, body);
  }

  /** Puts it on the wire. */
  public void writeTo(HttpServletResponse response) throws IOException {
    response.setStatus(status);
    headers.forEach(header -> response.addHeader(header.name(), header.value()));
    if (status != HttpServletResponse.SC_NO_CONTENT
        && status != HttpServletResponse.SC_NOT_MODIFIED) {
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
    }
  }
}
