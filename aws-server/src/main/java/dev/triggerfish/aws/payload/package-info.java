/**
 * Bodies that are read as they come: chunks unwrapped, hashes and checksums compared at the end.
 */
@NullMarked
package dev.triggerfish.aws.payload;

import org.jspecify.annotations.NullMarked;
