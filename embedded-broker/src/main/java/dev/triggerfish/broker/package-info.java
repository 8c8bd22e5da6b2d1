/** Kafka in the same JVM: one KRaft node, broker and controller, on loopback. */
@NullMarked
package dev.triggerfish.broker;

import org.jspecify.annotations.NullMarked;
