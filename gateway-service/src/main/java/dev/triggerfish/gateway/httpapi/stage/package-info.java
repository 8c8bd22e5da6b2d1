/** Stages of HTTP APIs, what is deployed to them, and tags. */
@NullMarked
package dev.triggerfish.gateway.httpapi.stage;

import org.jspecify.annotations.NullMarked;
