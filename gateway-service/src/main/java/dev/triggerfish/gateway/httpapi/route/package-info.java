/** Routes of HTTP APIs, as their owners configure them. */
@NullMarked
package dev.triggerfish.gateway.httpapi.route;

import org.jspecify.annotations.NullMarked;
