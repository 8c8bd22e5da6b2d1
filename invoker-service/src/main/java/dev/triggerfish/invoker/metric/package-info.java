/** What Lambda measures of its invocations, and its way to CloudWatch. */
@NullMarked
package dev.triggerfish.invoker.metric;

import org.jspecify.annotations.NullMarked;
