/** IAM's error answers, with AWS's codes and words. */
@NullMarked
package dev.triggerfish.iam.error;

import org.jspecify.annotations.NullMarked;
