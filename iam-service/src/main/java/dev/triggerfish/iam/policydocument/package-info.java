/** Policy documents: their check when they come in, their encoding when they go out. */
@NullMarked
package dev.triggerfish.iam.policydocument;

import org.jspecify.annotations.NullMarked;
