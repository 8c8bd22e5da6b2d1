/** Cryptographic digests, in one place. */
@NullMarked
package dev.triggerfish.aws.digest;

import org.jspecify.annotations.NullMarked;
