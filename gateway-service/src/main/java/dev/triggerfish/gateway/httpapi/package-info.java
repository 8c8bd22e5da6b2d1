/**
 * HTTP APIs (API Gateway v2) as their owners configure them: APIs, integrations, routes, stages and
 * the deployments that stages serve.
 */
@NullMarked
package dev.triggerfish.gateway.httpapi;

import org.jspecify.annotations.NullMarked;
