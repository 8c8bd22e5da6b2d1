/** The admin API's pages of all processes as one. */
@NullMarked
package dev.triggerfish.aws.admin;

import org.jspecify.annotations.NullMarked;
