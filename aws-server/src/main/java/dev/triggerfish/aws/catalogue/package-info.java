/** What is known of each AWS service before any of its code is asked: one row per service. */
@NullMarked
package dev.triggerfish.aws.catalogue;

import org.jspecify.annotations.NullMarked;
