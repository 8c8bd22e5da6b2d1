/** The operations that this process serves: how they are declared, collected, called. */
@NullMarked
package dev.triggerfish.aws.operation;

import org.jspecify.annotations.NullMarked;
