/** Policies embedded in a user or a role. */
@NullMarked
package dev.triggerfish.iam.inlinepolicy;

import org.jspecify.annotations.NullMarked;
