package dev.triggerfish.aws.clock;

import java.net.URI;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who shares platform time.
 *
 * @param services that have to have taken an advance before it is answered: address by name, such
 *     as {@code invoker: http://invoker:4572}. Others take it all the same.
 */
@ConfigurationProperties("triggerfish.clock")
record ClockProperties(@DefaultValue Map<String, URI> services) {}
