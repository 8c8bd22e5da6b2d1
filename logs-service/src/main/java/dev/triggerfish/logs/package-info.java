/** CloudWatch Logs: the service's index. */
@NullMarked
package dev.triggerfish.logs;

import org.jspecify.annotations.NullMarked;
