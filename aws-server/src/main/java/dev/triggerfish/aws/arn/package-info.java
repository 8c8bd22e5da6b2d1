/** Amazon Resource Names. */
@NullMarked
package dev.triggerfish.aws.arn;

import org.jspecify.annotations.NullMarked;
