/** What AWS was recorded to answer, byte for byte where the record is, each line a test. */
@NullMarked
package dev.triggerfish.e2e.recorded;

import org.jspecify.annotations.NullMarked;
