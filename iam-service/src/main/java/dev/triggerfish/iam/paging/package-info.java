/** Lists that are handed out in pages, by {@code Marker} and {@code MaxItems}. */
@NullMarked
package dev.triggerfish.iam.paging;

import org.jspecify.annotations.NullMarked;
