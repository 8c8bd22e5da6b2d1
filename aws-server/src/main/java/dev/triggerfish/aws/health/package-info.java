/** What is up, and what is missing on this machine. */
@NullMarked
package dev.triggerfish.aws.health;

import org.jspecify.annotations.NullMarked;
