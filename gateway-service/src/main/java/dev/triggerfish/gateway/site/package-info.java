/** APIs as their clients call them. */
@NullMarked
package dev.triggerfish.gateway.site;

import org.jspecify.annotations.NullMarked;
