/** STS: temporary credentials of roles. */
@NullMarked
package dev.triggerfish.iam.session;

import org.jspecify.annotations.NullMarked;
