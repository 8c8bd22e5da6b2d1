/** Kafka in the same JVM, in place of a server of its own. */
@NullMarked
package dev.triggerfish.allinone.broker;

import org.jspecify.annotations.NullMarked;
