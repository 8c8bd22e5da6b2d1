/** CloudWatch Logs' filter patterns. */
@NullMarked
package dev.triggerfish.logs.filterpattern;

import org.jspecify.annotations.NullMarked;
