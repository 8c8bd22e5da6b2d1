/** IAM users. */
@NullMarked
package dev.triggerfish.iam.user;

import org.jspecify.annotations.NullMarked;
