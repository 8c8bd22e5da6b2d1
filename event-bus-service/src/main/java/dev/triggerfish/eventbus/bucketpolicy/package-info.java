/** Policies of buckets, and what decides by them. */
@NullMarked
package dev.triggerfish.eventbus.bucketpolicy;

import org.jspecify.annotations.NullMarked;
