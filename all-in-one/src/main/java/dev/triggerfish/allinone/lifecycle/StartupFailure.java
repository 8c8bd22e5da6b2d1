package dev.triggerfish.allinone.lifecycle;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says in one sentence why Triggerfish did not start; the log file has the rest. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartupFailure implements SpringBootExceptionReporter {

  private static final Logger LOG = LoggerFactory.getLogger(StartupFailure.class);

  /** Made by Spring Boot, which finds this class in {@code META-INF/spring.factories}. */
  StartupFailure() {}

  @Override
  @SuppressWarnings("SystemOut") // the console is the person who typed the command
  public boolean reportException(Throwable failure) {
    // Below the console's threshold, so that it goes to the log file alone.
    LOG.info("Triggerfish did not start", failure);
    System.err.println("triggerfish: " + sentence(failure));
    return true;
  }

  static String sentence(Throwable failure) {
    var causes = Stream.iterate(failure, cause -> cause != null, Throwable::getCause).toList();
    for (var cause : causes) {
      switch (cause) {
        case PortInUseException port -> {
          return "Port "
              + port.getPort()
              + " is taken by another program. End that, or start with another --port.";
        }
        case BindException setting when setting.getProperty() != null -> {
          return "The setting "
              + setting.getProperty().getName()
              + " cannot be '"
              + setting.getProperty().getValue()
              + "'.";
        }
        case UncheckedIOException io when io.getMessage() != null -> {
          return io.getMessage() + ": " + reason(io.getCause());
        }
        default -> {
          // The next one may tell more.
        }
      }
    }
    var deepest = causes.getLast();
    var message = deepest.getMessage();
    return message == null ? "It did not start: " + deepest : message;
  }

  private static String reason(@Nullable Throwable cause) {
    return switch (cause) {
      case AccessDeniedException denied -> "permission denied for " + denied.getFile();
      case null -> "for no known reason";
      default -> Objects.requireNonNullElse(cause.getMessage(), cause.toString());
    };
  }
}
