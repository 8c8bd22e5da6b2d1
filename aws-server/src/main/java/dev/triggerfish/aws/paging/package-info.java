/** Lists that are handed out in pages. */
@NullMarked
package dev.triggerfish.aws.paging;

import org.jspecify.annotations.NullMarked;
