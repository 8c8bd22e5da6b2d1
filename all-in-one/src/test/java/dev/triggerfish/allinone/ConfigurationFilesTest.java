package dev.triggerfish.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** What counts when the shared configuration files, a process's own and its user differ. */
class ConfigurationFilesTest {

  private static ConfigurableEnvironment read(String name, Map<String, Object> given) {
    var environment = new StandardEnvironment();
    var sources = environment.getPropertySources();
    // A process that another test starts in this JVM says its name in a system property.
    sources.remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
    sources.remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
    sources.addFirst(new MapPropertySource("given", given));
    sources.addLast(new MapPropertySource("name", Map.of("spring.config.name", name)));
    ConfigDataEnvironmentPostProcessor.applyTo(environment);
    return environment;
  }

  @ParameterizedTest
  @CsvSource({
    "triggerfish-gateway, 4566, gateway",
    "triggerfish-iam, 4571, iam",
    "triggerfish-invoker, 4572, invoker",
    "triggerfish-eventbus, 4573, event-bus",
    "triggerfish-logs, 4574, logs"
  })
  void servicesHaveWhatAllHaveAndAPortAndAnIdOfTheirOwn(String name, int port, String id) {
    var environment = read(name, Map.of("TRIGGERFISH_KAFKA_PASSWORD", "secret"));

    assertThat(environment.getProperty("server.port")).isEqualTo(Integer.toString(port));
    assertThat(environment.getProperty("server.address")).isEqualTo("127.0.0.1");
    assertThat(environment.getProperty("triggerfish.service.id")).isEqualTo(id);
    assertThat(environment.getProperty("triggerfish.kafka.password")).isEqualTo("secret");
    assertThat(environment.getProperty("triggerfish.addresses.iam"))
        .isEqualTo("http://127.0.0.1:4571");
    assertThat(environment.getProperty("triggerfish.iam.mode")).isEqualTo("enforce");
    assertThat(environment.getProperty("spring.threads.virtual.enabled")).isEqualTo("true");
    assertThat(environment.getProperty("logging.level.org.apache.coyote")).isEqualTo("WARN");
  }

  @Test
  void aServicesOwnFileCountsMoreThanTheSharedOnes() {
    assertThat(read("triggerfish-iam", Map.of()).getProperty("triggerfish.service.access-key-id"))
        .as("has no default for the other services")
        .isEqualTo("none");
  }

  @Test
  void theUserCountsMoreThanAnyFile() {
    var given =
        Map.<String, Object>of("triggerfish.iam.mode", "audit", "TRIGGERFISH_ADDRESS", "0.0.0.0");

    var environment = read("triggerfish-logs", given);

    assertThat(environment.getProperty("triggerfish.iam.mode")).isEqualTo("audit");
    assertThat(environment.getProperty("server.address")).isEqualTo("0.0.0.0");
  }

  @Test
  void allInOneListensOnLoopbackAloneWhateverServicesAreTold() {
    var environment = read("triggerfish-all-in-one", Map.of("TRIGGERFISH_ADDRESS", "0.0.0.0"));

    assertThat(environment.getProperty("server.address")).isEqualTo("127.0.0.1");
    assertThat(environment.getProperty("triggerfish.kafka.password")).isNull();
    assertThat(environment.getProperty("spring.main.banner-mode")).isEqualTo("off");
    assertThat(environment.getProperty("logging.level.org.apache.kafka")).isEqualTo("WARN");
    assertThat(environment.getProperty("logging.level.org.apache.kafka.clients.NetworkClient"))
        .isEqualTo("ERROR");
  }
}
