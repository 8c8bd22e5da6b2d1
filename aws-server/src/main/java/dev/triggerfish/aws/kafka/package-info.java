/** How to reach Kafka. */
@NullMarked
package dev.triggerfish.aws.kafka;

import org.jspecify.annotations.NullMarked;
