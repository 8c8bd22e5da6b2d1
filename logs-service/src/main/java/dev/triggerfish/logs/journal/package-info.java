/** What became of events: their hops, and the page that shows them. */
@NullMarked
package dev.triggerfish.logs.journal;

import org.jspecify.annotations.NullMarked;
