package dev.triggerfish.gateway.forward;

import java.net.URI;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who owns what.
 *
 * @param owners address by service id, such as {@code lambda: http://invoker:4567}
 * @param pages address by name of what can be looked at under {@code /_triggerfish}, such as {@code
 *     environments: http://invoker:4567}
 */
@ConfigurationProperties("triggerfish.gateway")
public record ForwardProperties(
    @DefaultValue Map<String, URI> owners, @DefaultValue Map<String, URI> pages) {}
