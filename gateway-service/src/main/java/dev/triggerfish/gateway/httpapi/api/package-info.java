/** HTTP APIs: what one is made of, where it is kept, and its life. */
@NullMarked
package dev.triggerfish.gateway.httpapi.api;

import org.jspecify.annotations.NullMarked;
