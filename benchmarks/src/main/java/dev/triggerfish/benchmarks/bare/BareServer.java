package dev.triggerfish.benchmarks.bare;

import jakarta.servlet.http.HttpServlet;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;

/**
 * What the product's calls are compared with: Tomcat with virtual threads, one servlet for callers,
 * one for runtimes, and a hand-over between them. No Spring, no signatures, no permissions, no
 * limits, no logs, no metrics.
 */
public final class BareServer {

  private BareServer() {}

  /**
   * Serves until its standard input ends.
   *
   * @param args a folder for Tomcat's own files
   */
  @SuppressWarnings("SystemOut") // the parent process reads the port there
  public static void main(String[] args) throws Exception {
    var tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createDirectories(Path.of(args[0])).toString());
    var connector = new Connector(Http11NioProtocol.class.getName());
    connector.setPort(0);
    if (connector.getProtocolHandler() instanceof Http11NioProtocol protocol) {
      protocol.setAddress(InetAddress.getLoopbackAddress());
      protocol.setExecutor(new VirtualThreadExecutor("bare-"));
      protocol.setMaxKeepAliveRequests(-1);
      protocol.setKeepAliveTimeout(-1);
    }
    tomcat.setConnector(connector);
    var handover = new Handover();
    var context = tomcat.addContext("", null);
    serve(context, "callers", new InvokeServlet(handover), "/2015-03-31/functions/*");
    serve(context, "runtimes", new RuntimeServlet(handover), "/2018-06-01/runtime/*");
    tomcat.start();
    System.out.println(connector.getLocalPort());
    while (System.in.read() >= 0) {
      // Only its end is of interest.
    }
    tomcat.stop();
  }

  private static void serve(Context context, String name, HttpServlet servlet, String path) {
    Tomcat.addServlet(context, name, servlet);
    context.addServletMappingDecoded(path, name);
  }
}
