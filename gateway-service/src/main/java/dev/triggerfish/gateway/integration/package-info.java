/** Calling what an integration names. */
@NullMarked
package dev.triggerfish.gateway.integration;

import org.jspecify.annotations.NullMarked;
