/**
 * Function URLs: an address of its own for a function or an alias, where anyone who is let in calls
 * it by plain HTTP.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html">Function URLs
 *     </a>
 */
@NullMarked
package dev.triggerfish.invoker.functionurl;

import org.jspecify.annotations.NullMarked;
