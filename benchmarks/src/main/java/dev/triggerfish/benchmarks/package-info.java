/**
 * Measures a running Triggerfish from outside, beside a bare server that does the least that a
 * Lambda can do.
 */
@NullMarked
package dev.triggerfish.benchmarks;

import org.jspecify.annotations.NullMarked;
