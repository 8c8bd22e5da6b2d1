/**
 * Whom buckets notify: functions, of what happens to objects whose keys pass a filter. The event is
 * durable in the same transaction as what it tells of.
 */
@NullMarked
package dev.triggerfish.eventbus.s3.notification;

import org.jspecify.annotations.NullMarked;
