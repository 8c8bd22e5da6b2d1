/** Log groups: their names, life, retention, and the ARNs that requests are authorized on. */
@NullMarked
package dev.triggerfish.logs.loggroup;

import org.jspecify.annotations.NullMarked;
