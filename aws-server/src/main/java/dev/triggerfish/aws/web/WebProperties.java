package dev.triggerfish.aws.web;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may reach this process, and how.
 *
 * @param hosts host names that are accepted besides those of this machine
 * @param admin the administrative endpoints
 * @param functionPort of the endpoint that only functions are told of; 0 for a free one, -1 for
 *     none
 * @param keepAlive how long a client's connection may be quiet between two requests; functions' may
 *     for as long as they like
 */
@ConfigurationProperties("triggerfish")
public record WebProperties(
    @DefaultValue List<String> hosts,
    @DefaultValue Admin admin,
    @DefaultValue("-1") int functionPort,
    @DefaultValue("75s") Duration keepAlive) {

  /**
   * The administrative endpoints.
   *
   * @param open whether changes need no token
   */
  public record Admin(@DefaultValue("false") boolean open) {}
}
