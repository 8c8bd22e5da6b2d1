package dev.triggerfish.aws.web;

import java.net.InetAddress;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tomcat as AWS's endpoints need it. */
@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {

  /** AWS takes up to 1 MB of request line and headers, but no client needs more than this. */
  private static final int HEADER_BYTES = 64 * 1024;

  @Bean
  EndpointAddresses endpointAddresses(WebProperties properties) {
    return new EndpointAddresses(functionConnector(properties.functionPort()));
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> rawTargets(
      EndpointAddresses endpoints, WebProperties properties) {
    return factory -> {
      factory.setProtocol(RawTargetProtocol.class.getName());
      factory.addContextValves(new RuntimeApiValve());
      factory.addConnectorCustomizers(
          connector -> tune(connector, (int) properties.keepAlive().toMillis()));
      var functions = endpoints.connector();
      if (functions != null) {
        factory.addAdditionalConnectors(functions);
      }
    };
  }

  private static @Nullable Connector functionConnector(int port) {
    if (port < 0) {
      return null;
    }
    var connector = new Connector(RawTargetProtocol.class.getName());
    connector.setPort(port);
    // Boot customizes the public connector alone.
    // A runtime says nothing while its function runs, which may be for 15 minutes.
    tune(connector, -1);
    if (connector.getProtocolHandler() instanceof Http11NioProtocol protocol) {
      protocol.setAddress(InetAddress.getLoopbackAddress());
      // Every environment that waits for work holds a thread.
      protocol.setExecutor(new VirtualThreadExecutor("functions-"));
    }
    return connector;
  }

  private static void tune(Connector connector, int keepAliveMillis) {
    if (connector.getProtocolHandler() instanceof Http11NioProtocol protocol) {
      protocol.setMaxHttpRequestHeaderSize(HEADER_BYTES);
      // Each environment holds one connection open while it waits for work, and there may be
      // thousands.
      protocol.setMaxConnections(20_000);
      protocol.setMaxKeepAliveRequests(-1);
      protocol.setKeepAliveTimeout(keepAliveMillis);
      // So that a client which asks first need not send what is refused by its signature.
      protocol.setContinueResponseTiming(ContinueResponseTiming.ON_REQUEST_BODY_READ.toString());
      // What clients send on after a refusal; unread, it would keep the connection busy.
      protocol.setMaxSwallowSize(8 * 1024 * 1024);
    }
  }
}
