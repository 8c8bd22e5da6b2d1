/** Tests of the policy language and its evaluator. */
@NullMarked
package dev.triggerfish.policy;

import org.jspecify.annotations.NullMarked;
