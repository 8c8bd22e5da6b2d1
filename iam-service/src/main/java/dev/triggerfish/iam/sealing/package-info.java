/** Encryption of what iam-service keeps or hands out and nobody else may read. */
@NullMarked
package dev.triggerfish.iam.sealing;

import org.jspecify.annotations.NullMarked;
