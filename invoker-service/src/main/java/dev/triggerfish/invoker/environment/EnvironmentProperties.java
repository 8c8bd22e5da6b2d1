package dev.triggerfish.invoker.environment;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Life of execution environments.
 *
 * @param idleTimeout platform time after which an environment that nobody uses is removed; AWS says
 *     nothing, 5 to 15 minutes are seen
 * @param initTimeout wall time that INIT may take before it is tried again within the first
 *     invocation; AWS's is 10 s
 */
@ConfigurationProperties("triggerfish.invoker")
public record EnvironmentProperties(
    @DefaultValue("10m") Duration idleTimeout, @DefaultValue("10s") Duration initTimeout) {}
