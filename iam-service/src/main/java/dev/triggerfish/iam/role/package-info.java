/** IAM roles and their trust policies. */
@NullMarked
package dev.triggerfish.iam.role;

import org.jspecify.annotations.NullMarked;
