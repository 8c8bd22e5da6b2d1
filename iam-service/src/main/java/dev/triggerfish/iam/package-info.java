/** IAM and STS. */
@NullMarked
package dev.triggerfish.iam;

import org.jspecify.annotations.NullMarked;
