/** Where iam-service keeps its state. */
@NullMarked
package dev.triggerfish.iam.storage;

import org.jspecify.annotations.NullMarked;
