/** The Java function that is measured. */
@NullMarked
package dev.triggerfish.benchmarks.function;

import org.jspecify.annotations.NullMarked;
