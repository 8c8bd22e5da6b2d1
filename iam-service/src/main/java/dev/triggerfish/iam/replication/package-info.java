/**
 * Hands every change of the identity state to the other services, in order, before it is answered.
 */
@NullMarked
package dev.triggerfish.iam.replication;

import org.jspecify.annotations.NullMarked;
