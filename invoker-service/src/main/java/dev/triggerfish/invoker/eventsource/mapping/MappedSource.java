package dev.triggerfish.invoker.eventsource.mapping;

import java.util.List;

/** What a mapping reads. */
public sealed interface MappedSource {

  /** Tells the sources of one function apart; AWS's lists are filtered by it if it is an ARN. */
  String key();

  /** Who began a transition, in the words that AWS has for this kind of source. */
  String transitionReason();

  /**
   * A table's stream.
   *
   * @param arn of the stream
   */
  record DynamoDbStream(String arn) implements MappedSource {

    @Override
    public String key() {
      return arn;
    }

    @Override
    public String transitionReason() {
      return "User action";
    }
  }

  /**
   * A topic of a Kafka cluster that is not AWS's.
   *
   * @param bootstrapServers {@code host:port} each
   * @param topic its name
   * @param consumerGroupId whose committed offsets are the beginning, if it has any
   * @param access how to log in
   */
  record KafkaTopic(
      List<String> bootstrapServers, String topic, String consumerGroupId, List<Access> access)
      implements MappedSource {

    @Override
    public String key() {
      return String.join(",", bootstrapServers) + "/" + topic;
    }

    @Override
    public String transitionReason() {
      return "USER_INITIATED";
    }
  }

  /**
   * A way to log in, or a part of the network from which to.
   *
   * @param type as AWS names it, such as {@code BASIC_AUTH}
   * @param uri of the secret, or of the part of the network
   */
  record Access(String type, String uri) {}
}
