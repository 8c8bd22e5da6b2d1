/** A service's database and its folder in the data directory. */
@NullMarked
package dev.triggerfish.aws.storage;

import org.jspecify.annotations.NullMarked;
