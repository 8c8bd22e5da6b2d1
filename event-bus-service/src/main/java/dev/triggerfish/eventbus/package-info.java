/** SNS, S3, SQS, DynamoDB and its Streams. */
@NullMarked
package dev.triggerfish.eventbus;

import org.jspecify.annotations.NullMarked;
