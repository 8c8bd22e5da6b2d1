/** Rules that several services' architecture tests share. */
@NullMarked
package dev.triggerfish.architecture;

import org.jspecify.annotations.NullMarked;
