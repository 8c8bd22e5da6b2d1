/** Managed policies attached to users and roles. */
@NullMarked
package dev.triggerfish.iam.attachment;

import org.jspecify.annotations.NullMarked;
