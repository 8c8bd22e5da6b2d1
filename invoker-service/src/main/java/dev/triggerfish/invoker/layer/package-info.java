/**
 * Layers: versioned packages that functions of one or several accounts share, and that they see
 * merged in {@code /opt}.
 */
@NullMarked
package dev.triggerfish.invoker.layer;

import org.jspecify.annotations.NullMarked;
