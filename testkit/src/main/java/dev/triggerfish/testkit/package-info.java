/**
 * One database, clock, context and set of fakes for the tests of all services.
 *
 * <p>This module stands above aws-server, whose types its fakes implement, and below the services,
 * whose tests use it. So aws-server's own tests cannot use it: a Maven module never depends on
 * itself, not even by way of another.
 */
@NullMarked
package dev.triggerfish.testkit;

import org.jspecify.annotations.NullMarked;
