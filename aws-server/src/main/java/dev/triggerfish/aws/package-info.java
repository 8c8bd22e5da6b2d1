/** Serving AWS APIs: the library that all services stand on. */
@NullMarked
package dev.triggerfish.aws;

import org.jspecify.annotations.NullMarked;
