/** The AWS front door and API Gateway. */
@NullMarked
package dev.triggerfish.gateway;

import org.jspecify.annotations.NullMarked;
