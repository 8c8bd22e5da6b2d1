package dev.triggerfish.aws.web;

import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SocketEvent;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 that hides the request target from Tomcat. S3 keys and ARNs may hold {@code //}, {@code
 * ..}, {@code %2F} and {@code ;}, all of which Tomcat and Spring Security rightly refuse or rewrite
 * in file-like paths. So the target is put aside as an attribute, and everything behind sees {@code
 * /}; only the paths of our own, which are well-behaved, stay. A {@link Site} has a name space of
 * its own: there, {@code /_triggerfish} is any path.
 */
public final class RawTargetProtocol extends Http11NioProtocol {

  /** Request attribute with the path as it came. */
  static final String RAW_PATH = "triggerfish.raw-path";

  private static final byte[] ROOT = {'/'};
  private static final String OWN = "/_triggerfish/";

  @Override
  public void setAdapter(Adapter adapter) {
    super.setAdapter(new HidingAdapter(adapter));
  }

  @Override
  protected Processor createProcessor() {
    return new SpokenStatusProcessor(this, getAdapter());
  }

  /** The prefixes under which the platform itself is reached. */
  static boolean isOwn(String path) {
    return path.startsWith(OWN) || path.startsWith("/_runtime/");
  }

  private record HidingAdapter(Adapter next) implements Adapter {

    @Override
    public void service(Request request, Response response) throws Exception {
      var target = request.requestURI().toString();
      // Without one, the request line made no sense, and Tomcat has its answer ready.
      var path = target == null ? OWN : withoutAuthority(target);
      if (!isOwn(path) || Site.of(request.getHeader("host"), path) != null) {
        request.setAttribute(RAW_PATH, path);
        request.requestURI().setBytes(ROOT, 0, 1);
      }
      next.service(request, response);
    }

    /** Proxies' form, {@code GET http://host/path}. */
    private static String withoutAuthority(@Nullable String target) {
      if (target == null) {
        // The request line could not be read; Tomcat answers that itself.
        return "/";
      }
      if (target.startsWith("/")) {
        return target;
      }
      var scheme = target.indexOf("://");
      var slash = scheme < 0 ? -1 : target.indexOf('/', scheme + 3);
      return slash < 0 ? "/" : target.substring(slash);
    }

    @Override
    public boolean prepare(Request request, Response response) throws Exception {
      return next.prepare(request, response);
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent status)
        throws Exception {
      return next.asyncDispatch(request, response, status);
    }

    @Override
    public void log(Request request, Response response, long time) {
      next.log(request, response, time);
    }

    @Override
    public void checkRecycled(Request request, Response response) {
      next.checkRecycled(request, response);
    }

    @Override
    public String getDomain() {
      return next.getDomain();
    }
  }
}
