/** What this process measures, and its way to CloudWatch. */
@NullMarked
package dev.triggerfish.aws.metric;

import org.jspecify.annotations.NullMarked;
