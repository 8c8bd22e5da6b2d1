package dev.triggerfish.eventbus;

import org.springframework.context.annotation.Configuration;

/** SNS, S3, SQS, DynamoDB and its Streams: their features, whichever process they run in. */
@Configuration(proxyBeanMethods = false)
public class EventBusService {}
