/** Signature Version 4: canonical requests, verification. */
@NullMarked
package dev.triggerfish.aws.signature;

import org.jspecify.annotations.NullMarked;
