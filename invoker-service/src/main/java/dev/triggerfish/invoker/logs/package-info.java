/**
 * What environments write: lines, the platform's own lines among them, and their way to
 * logs-service.
 */
@NullMarked
package dev.triggerfish.invoker.logs;

import org.jspecify.annotations.NullMarked;
