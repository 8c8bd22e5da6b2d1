/** SQS queues: making, finding, listing and deleting them. */
@NullMarked
package dev.triggerfish.eventbus.sqs.queue;

import org.jspecify.annotations.NullMarked;
