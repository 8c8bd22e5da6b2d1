/** Log events: written, read by stream, searched by group, and trimmed. */
@NullMarked
package dev.triggerfish.logs.logevent;

import org.jspecify.annotations.NullMarked;
