package dev.triggerfish.invoker.functionurl;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import software.amazon.awssdk.services.lambda.model.FunctionUrlConfig;
import software.amazon.awssdk.services.lambda.model.InvokeMode;

/** Function URLs as clients see them. */
final class FunctionUrlReplies {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final URI publicEndpoint;

  FunctionUrlReplies(URI publicEndpoint) {
    this.publicEndpoint = publicEndpoint;
  }

  FunctionUrlConfig shown(FunctionUrl url) {
    var cors = url.cors();
    return FunctionUrlConfig.builder()
        .functionUrl(address(url))
        .functionArn(url.functionArn())
        .authType(url.authType())
        .cors(cors == null ? null : cors.shown())
        .creationTime(text(url.created()))
        .lastModifiedTime(text(url.modified()))
        .invokeMode(InvokeMode.BUFFERED)
        .build();
  }

  /** Where clients reach it: a host of its own at the platform's public endpoint. */
  String address(FunctionUrl url) {
    var port = publicEndpoint.getPort() < 0 ? "" : ":" + publicEndpoint.getPort();
    return publicEndpoint.getScheme()
        + "://"
        + url.urlId()
        + ".lambda-url."
        + url.function().region()
        + "."
        + parent(publicEndpoint.getHost())
        + port
        + "/";
  }

  /** An address of numbers has no names below it; those below localhost lead there as well. */
  private static String parent(String host) {
    return host.startsWith("[") || host.matches("[0-9.]+") ? "localhost" : host;
  }

  static String text(Instant time) {
    return TIME.format(time);
  }
}
