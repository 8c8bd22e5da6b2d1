package dev.triggerfish.invoker.endpoint;

import dev.triggerfish.aws.health.HealthProbe;
import dev.triggerfish.aws.health.HealthProbe.Finding;
import dev.triggerfish.aws.health.HealthProbe.State;
import dev.triggerfish.aws.web.EndpointAddresses;
import dev.triggerfish.invoker.environment.FunctionEndpoint;
import dev.triggerfish.invoker.environment.MachineReport;
import dev.triggerfish.invoker.environment.MachineReport.MachineFact;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The invoker's place in this process and on this machine. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EndpointProperties.class)
public class EndpointConfiguration {

  @Bean
  FunctionEndpoint functionEndpoint(EndpointAddresses addresses, EndpointProperties properties) {
    return new ServedFunctionEndpoint(addresses, properties.awsEndpoint());
  }

  @Bean
  HealthProbe machineProbe(MachineReport report) {
    return () -> report.facts().stream().map(EndpointConfiguration::finding).toList();
  }

  private static Finding finding(MachineFact fact) {
    return new Finding(
        "invoker." + fact.subject(),
        fact.present() ? State.UP : State.DEGRADED,
        fact.detail(),
        fact.remedy());
  }
}
