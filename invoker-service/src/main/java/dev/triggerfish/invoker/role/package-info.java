/**
 * Execution roles: whether Lambda may assume one, and the temporary credentials that environments
 * get.
 */
@NullMarked
package dev.triggerfish.invoker.role;

import org.jspecify.annotations.NullMarked;
