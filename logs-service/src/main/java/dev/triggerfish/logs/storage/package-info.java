/** Where the service keeps its state, and the tokens by which clients page through it. */
@NullMarked
package dev.triggerfish.logs.storage;

import org.jspecify.annotations.NullMarked;
