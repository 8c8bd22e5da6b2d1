/**
 * Lambda functions as the rest of the invoker knows them: names, versions, how a name is resolved,
 * and who hears of changes.
 */
@NullMarked
package dev.triggerfish.invoker.function;

import org.jspecify.annotations.NullMarked;
