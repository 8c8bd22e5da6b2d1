/** Objects that come in parts. */
@NullMarked
package dev.triggerfish.eventbus.s3.multipart;

import org.jspecify.annotations.NullMarked;
