/**
 * SNS's filter policies: which messages a subscription wants. SNS's words and scopes around the
 * engine that all services share.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html">
 *     Amazon SNS subscription filter policies</a>
 */
@NullMarked
package dev.triggerfish.eventbus.sns.filterpolicy;

import org.jspecify.annotations.NullMarked;
