/** Derives signing keys for the services, so that secrets stay here. */
@NullMarked
package dev.triggerfish.iam.signing;

import org.jspecify.annotations.NullMarked;
