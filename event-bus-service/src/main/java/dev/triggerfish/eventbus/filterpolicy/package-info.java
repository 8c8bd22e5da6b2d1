/**
 * SNS's filter policies: which messages a subscription wants. Pure, and linear in the message.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html">
 *     Amazon SNS subscription filter policies</a>
 */
@NullMarked
package dev.triggerfish.eventbus.filterpolicy;

import org.jspecify.annotations.NullMarked;
