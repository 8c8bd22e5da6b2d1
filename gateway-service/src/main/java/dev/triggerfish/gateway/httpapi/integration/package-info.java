/** Integrations of HTTP APIs, as their owners configure them. */
@NullMarked
package dev.triggerfish.gateway.httpapi.integration;

import org.jspecify.annotations.NullMarked;
