/** Managed policies: the customer's with their versions, and AWS's own. */
@NullMarked
package dev.triggerfish.iam.policy;

import org.jspecify.annotations.NullMarked;
