/** Log streams: one per writer, such as an execution environment. */
@NullMarked
package dev.triggerfish.logs.logstream;

import org.jspecify.annotations.NullMarked;
