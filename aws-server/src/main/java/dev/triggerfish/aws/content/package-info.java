/** Files named by the SHA-256 of their bytes, which several processes may share. */
@NullMarked
package dev.triggerfish.aws.content;

import org.jspecify.annotations.NullMarked;
