/**
 * What a function may be configured with: settings of its code and configuration, and their rules.
 */
@NullMarked
package dev.triggerfish.invoker.functionconfig;

import org.jspecify.annotations.NullMarked;
