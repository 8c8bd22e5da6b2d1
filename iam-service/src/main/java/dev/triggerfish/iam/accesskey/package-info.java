/** Long-term access keys of users. */
@NullMarked
package dev.triggerfish.iam.accesskey;

import org.jspecify.annotations.NullMarked;
