package dev.triggerfish.eventbus.delivery;

import org.jspecify.annotations.Nullable;

/**
 * An event for one function.
 *
 * @param eventId what the journal calls it: a message ID, or {@code bucket/key}
 * @param principal as whom the function is invoked, such as {@code sns.amazonaws.com}
 * @param sourceArn {@code aws:SourceArn}: the topic or bucket
 * @param accountId {@code aws:SourceAccount}
 * @param region in which the source is
 * @param functionArn the target; with a qualifier if it has one
 * @param payload what the function is given, JSON; the array is not copied
 * @param deadLetterTargetArn of the queue that takes what cannot be delivered, if there is one
 * @param traceHeader {@code X-Amzn-Trace-Id} of the call that caused the event, if it had one
 * @param retries how long it is tried
 */
// The payload is written once and read once; nothing compares deliveries.
@SuppressWarnings("ArrayRecordComponent")
public record Delivery(
    String eventId,
    String principal,
    String sourceArn,
    String accountId,
    String region,
    String functionArn,
    byte[] payload,
    @Nullable String deadLetterTargetArn,
    @Nullable String traceHeader,
    Retries retries) {}
