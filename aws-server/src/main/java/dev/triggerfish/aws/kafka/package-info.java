/** How to reach Kafka, and how topics are made, followed and taken in. */
@NullMarked
package dev.triggerfish.aws.kafka;

import org.jspecify.annotations.NullMarked;
