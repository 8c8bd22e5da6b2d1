package dev.triggerfish.eventbus.dynamodb.table;

import dev.triggerfish.aws.error.FrameworkError;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tables without streams: who asks for one is told so. */
@Configuration(proxyBeanMethods = false)
public class NoStreamsConfiguration {

  @Bean
  StreamSwitch streamSwitch() {
    return new StreamSwitch() {
      @Override
      public Table on(Table table, String viewType) {
        throw FrameworkError.NOT_IMPLEMENTED.exception(
            "Triggerfish does not simulate StreamSpecification yet, and will not pretend to. See"
                + " docs/NOT-SIMULATED.md.");
      }

      @Override
      public Table off(Table table) {
        throw new IllegalStateException("No table has a stream, nor has " + table.name());
      }
    };
  }
}
