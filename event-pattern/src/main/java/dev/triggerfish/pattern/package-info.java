/**
 * AWS's event patterns: which events someone wants. Pure, and linear in the event.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html">
 *     Comparison operators in event patterns</a>
 */
@NullMarked
package dev.triggerfish.pattern;

import org.jspecify.annotations.NullMarked;
