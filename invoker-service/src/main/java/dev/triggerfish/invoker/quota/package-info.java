/** Service Quotas: where an account asks for more concurrency. */
@NullMarked
package dev.triggerfish.invoker.quota;

import org.jspecify.annotations.NullMarked;
