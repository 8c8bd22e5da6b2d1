package dev.triggerfish.eventbus.sns.topic;

/** Is told of topics that are gone: what is made by the same name later is another one. */
public interface TopicWatcher {

  /** A topic and its subscriptions have been deleted. */
  void deleted(TopicArn topic);
}
