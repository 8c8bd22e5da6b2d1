/** A run whose only use is what the JVM learns from it for faster starts. */
@NullMarked
package dev.triggerfish.allinone.training;

import org.jspecify.annotations.NullMarked;
