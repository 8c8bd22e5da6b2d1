/**
 * IAM's policy language and its evaluator: plain Java, no I/O, no Spring. Documents are parsed once
 * into immutable {@link dev.triggerfish.policy.Policy} objects; a decision is a pure function of a
 * request and the policies that apply to it, and says why.
 */
@NullMarked
package dev.triggerfish.policy;

import org.jspecify.annotations.NullMarked;
