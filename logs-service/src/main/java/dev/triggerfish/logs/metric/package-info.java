/** CloudWatch metrics: what is put, how it is kept, and how it is read. */
@NullMarked
package dev.triggerfish.logs.metric;

import org.jspecify.annotations.NullMarked;
