/** How to reach Kafka, and how topics are taken in. */
@NullMarked
package dev.triggerfish.aws.kafka;

import org.jspecify.annotations.NullMarked;
