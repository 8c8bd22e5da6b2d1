/**
 * Lambda functions: their configuration, code and life cycle, and the operations that manage them.
 */
@NullMarked
package dev.triggerfish.invoker.function;

import org.jspecify.annotations.NullMarked;
