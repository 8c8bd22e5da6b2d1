/** A Lambda function that makes thumbnails. */
@NullMarked
package dev.triggerfish.examples.thumbnails;

import org.jspecify.annotations.NullMarked;
