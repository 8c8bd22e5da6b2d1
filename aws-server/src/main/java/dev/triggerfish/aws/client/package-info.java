/**
 * Calls from one service to another, by the SDK's client interfaces; where the other is, is wiring.
 */
@NullMarked
package dev.triggerfish.aws.client;

import org.jspecify.annotations.NullMarked;
