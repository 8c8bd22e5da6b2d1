package dev.triggerfish.invoker.alias;

import java.util.Map;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;

/**
 * An alias as AWS shows it.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_AliasConfiguration.html">
 *     AliasConfiguration</a>
 */
final class AliasReplies {

  private AliasReplies() {}

  static AliasConfiguration configuration(Alias alias) {
    var reply =
        AliasConfiguration.builder()
            .aliasArn(alias.arn())
            .name(alias.name())
            .functionVersion(alias.route().primary())
            .description(alias.description())
            .revisionId(alias.revisionId());
    var additional = alias.route().additional();
    if (additional != null) {
      var weights = Map.of(additional, alias.route().weight());
      reply.routingConfig(routing -> routing.additionalVersionWeights(weights));
    }
    return reply.build();
  }
}
