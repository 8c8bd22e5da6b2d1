/** Objects that come in parts. */
@NullMarked
package dev.triggerfish.eventbus.multipart;

import org.jspecify.annotations.NullMarked;
