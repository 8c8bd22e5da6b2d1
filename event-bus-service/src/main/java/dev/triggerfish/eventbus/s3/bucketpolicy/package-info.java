/** Policies of buckets, and what decides by them. */
@NullMarked
package dev.triggerfish.eventbus.s3.bucketpolicy;

import org.jspecify.annotations.NullMarked;
