/** The invoker's database. */
@NullMarked
package dev.triggerfish.invoker.storage;

import org.jspecify.annotations.NullMarked;
