/** Ships to Kafka what may get lost but must not be waited for. */
@NullMarked
package dev.triggerfish.aws.kafka.ship;

import org.jspecify.annotations.NullMarked;
