/** S3's buckets: their names, owners, regions and life, and what S3's operations share. */
@NullMarked
package dev.triggerfish.eventbus.s3.bucket;

import org.jspecify.annotations.NullMarked;
