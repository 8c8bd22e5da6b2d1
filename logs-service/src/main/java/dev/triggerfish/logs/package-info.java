/** CloudWatch Logs and Metrics. */
@NullMarked
package dev.triggerfish.logs;

import org.jspecify.annotations.NullMarked;
