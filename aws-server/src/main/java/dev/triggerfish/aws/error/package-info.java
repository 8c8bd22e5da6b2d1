/** AWS's errors that no model class exists for, and errors as answers. */
@NullMarked
package dev.triggerfish.aws.error;

import org.jspecify.annotations.NullMarked;
