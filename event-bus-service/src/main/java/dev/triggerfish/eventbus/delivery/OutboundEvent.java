package dev.triggerfish.eventbus.delivery;

import org.jspecify.annotations.Nullable;

/**
 * An event on its way to one target.
 *
 * @param eventId by which it can be followed: a message ID, or {@code bucket/key}
 * @param principal as whom it is sent, such as {@code sns.amazonaws.com}
 * @param sourceArn {@code aws:SourceArn}: the topic or bucket
 * @param accountId {@code aws:SourceAccount}
 * @param region in which the source is
 * @param targetArn such as a function's; with a qualifier if it has one
 * @param payload what the target is given, JSON; the array is not copied
 * @param deadLetterTargetArn of the queue that takes what cannot be delivered, if there is one
 * @param traceHeader {@code X-Amzn-Trace-Id} of the call that caused the event, if it had one
 * @param retries how long it is tried
 */
// The payload is written once and read once; nothing compares events.
@SuppressWarnings("ArrayRecordComponent")
public record OutboundEvent(
    String eventId,
    String principal,
    String sourceArn,
    String accountId,
    String region,
    String targetArn,
    byte[] payload,
    @Nullable String deadLetterTargetArn,
    @Nullable String traceHeader,
    Retries retries) {}
