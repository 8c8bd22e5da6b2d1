/** The enforcement point: every operation passes it. */
@NullMarked
package dev.triggerfish.aws.authorization;

import org.jspecify.annotations.NullMarked;
