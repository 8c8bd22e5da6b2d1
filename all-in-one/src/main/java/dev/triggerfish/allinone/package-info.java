/** The five services in one process. */
@NullMarked
package dev.triggerfish.allinone;

import org.jspecify.annotations.NullMarked;
