/**
 * What AWS publishes about an API and the SDK's classes do not say: methods, URIs, status codes,
 * constraints, errors. Read from one committed file per service, generated from AWS's models.
 */
@NullMarked
package dev.triggerfish.aws.model;

import org.jspecify.annotations.NullMarked;
