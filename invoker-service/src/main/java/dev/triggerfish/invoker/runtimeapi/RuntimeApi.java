package dev.triggerfish.invoker.runtimeapi;

import dev.triggerfish.invoker.environment.ExecutionEnvironment;
import dev.triggerfish.invoker.environment.RuntimeChannel;
import dev.triggerfish.invoker.environment.RuntimeChannels;
import dev.triggerfish.invoker.environment.RuntimeRequestRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Answers runtimes. Paths are {@code /TOKEN/2018-06-01/runtime/…}, where the token tells which
 * runtime is asking.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>
 */
public final class RuntimeApi {

  private static final String VERSION = "/2018-06-01";
  private static final String INVOCATION = "/runtime/invocation/";
  private static final int MAX_ERROR = ExecutionEnvironment.MAX_RESPONSE;

  private final RuntimeChannels channels;

  RuntimeApi(RuntimeChannels channels) {
    this.channels = channels;
  }

  /**
   * Answers one request; {@code next} blocks until there is an event.
   *
   * @param method upper case
   * @param path below the Runtime API's own path; starts with a slash
   * @param header finds a header's value, or null
   * @param body of the request
   */
  public RuntimeApiAnswer handle(
      String method, String path, UnaryOperator<@Nullable String> header, InputStream body)
      throws IOException, InterruptedException {
    try {
      var end = path.indexOf('/', 1);
      var channel = end < 0 ? null : channels.find(path.substring(1, end));
      if (channel == null) {
        throw RuntimeRequestRefusedException.gone();
      }
      if (!path.startsWith(VERSION, end)) {
        return RuntimeApiAnswer.error(404, "NotFound", "No such resource");
      }
      return route(channel, method, path.substring(end + VERSION.length()), header, body);
    } catch (RuntimeRequestRefusedException e) {
      return RuntimeApiAnswer.error(e.status(), e.errorType(), e.text());
    }
  }

  private static RuntimeApiAnswer route(
      RuntimeChannel channel,
      String method,
      String path,
      UnaryOperator<@Nullable String> header,
      InputStream body)
      throws IOException, InterruptedException, RuntimeRequestRefusedException {
    if (path.equals("/runtime/invocation/next") && method.equals("GET")) {
      return new RuntimeApiAnswer.Next(channel.next());
    }
    if (path.equals("/ping")) {
      return new RuntimeApiAnswer.Plain(200, "pong".getBytes(StandardCharsets.US_ASCII));
    }
    if (!method.equals("POST")) {
      return RuntimeApiAnswer.error(404, "NotFound", "No such resource");
    }
    if (path.equals("/runtime/init/error")) {
      channel.failInit(body.readNBytes(MAX_ERROR), errorType(header));
      return RuntimeApiAnswer.ACCEPTED;
    }
    if (path.startsWith(INVOCATION)) {
      var slash = path.indexOf('/', INVOCATION.length());
      if (slash > 0) {
        var requestId = path.substring(INVOCATION.length(), slash);
        return answer(channel, requestId, path.substring(slash), header, body);
      }
    }
    return RuntimeApiAnswer.error(404, "NotFound", "No such resource");
  }

  private static RuntimeApiAnswer answer(
      RuntimeChannel channel,
      String requestId,
      String what,
      UnaryOperator<@Nullable String> header,
      InputStream body)
      throws IOException, RuntimeRequestRefusedException {
    if (what.equals("/response")) {
      return respond(channel, requestId, header, body);
    }
    if (what.equals("/error")) {
      channel.requireRunning(requestId);
      channel.fail(requestId, body.readNBytes(MAX_ERROR), errorType(header));
      return RuntimeApiAnswer.ACCEPTED;
    }
    return RuntimeApiAnswer.error(404, "NotFound", "No such resource");
  }

  private static RuntimeApiAnswer respond(
      RuntimeChannel channel,
      String requestId,
      UnaryOperator<@Nullable String> header,
      InputStream body)
      throws IOException, RuntimeRequestRefusedException {
    channel.requireRunning(requestId);
    var mode = header.apply("Lambda-Runtime-Function-Response-Mode");
    if (mode != null && !mode.equals("streaming")) {
      return RuntimeApiAnswer.error(
          400, "InvalidFunctionResponseMode", "Invalid function response mode");
    }
    var bytes = body.readNBytes(ExecutionEnvironment.MAX_RESPONSE + 1);
    if (bytes.length > ExecutionEnvironment.MAX_RESPONSE) {
      channel.tooLarge(requestId);
      body.skip(Long.MAX_VALUE);
      return RuntimeApiAnswer.error(
          413,
          "RequestEntityTooLarge",
          "Exceeded maximum allowed payload size ("
              + ExecutionEnvironment.MAX_RESPONSE
              + " bytes).");
    }
    channel.respond(requestId, bytes);
    return RuntimeApiAnswer.ACCEPTED;
  }

  /** What is not of AWS's form counts as unknown. */
  private static String errorType(UnaryOperator<@Nullable String> header) {
    var type = header.apply("Lambda-Runtime-Function-Error-Type");
    if (type == null || type.length() > 128) {
      return "Runtime.Unknown";
    }
    for (var prefix : new String[] {"Runtime.", "Function."}) {
      if (type.startsWith(prefix)
          && type.length() > prefix.length() + 1
          && type.chars().skip(prefix.length()).allMatch(c -> c < 128 && Character.isLetter(c))
          && Character.isUpperCase(type.charAt(prefix.length()))) {
        return type;
      }
    }
    return type.startsWith("Function.") ? "Function.Unknown" : "Runtime.Unknown";
  }
}
