/** {@code ./triggerfish demo}: a tour of what Triggerfish does, by calls that anyone can repeat. */
@NullMarked
package dev.triggerfish.allinone.demo;

import org.jspecify.annotations.NullMarked;
