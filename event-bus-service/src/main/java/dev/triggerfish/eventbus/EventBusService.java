package dev.triggerfish.eventbus;

import dev.triggerfish.eventbus.delivery.DeliveryConfiguration;
import dev.triggerfish.eventbus.storage.EventBusStorageConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** SNS, S3, SQS, DynamoDB and its Streams: their features, whichever process they run in. */
@Configuration(proxyBeanMethods = false)
@Import({EventBusStorageConfiguration.class, DeliveryConfiguration.class})
public class EventBusService {}
