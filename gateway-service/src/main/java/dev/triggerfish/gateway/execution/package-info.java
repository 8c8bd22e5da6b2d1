/** HTTP APIs as their clients call them: routes are matched, functions called, answers written. */
@NullMarked
package dev.triggerfish.gateway.execution;

import org.jspecify.annotations.NullMarked;
