/** S3's beans over a database and a folder of a test's own, called as the protocol layer does. */
@NullMarked
package dev.triggerfish.eventbus.s3fixture;

import org.jspecify.annotations.NullMarked;
