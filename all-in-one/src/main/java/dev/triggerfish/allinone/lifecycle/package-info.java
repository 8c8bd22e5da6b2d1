/** What a person sees when all-in-one starts, and how the command line finds it again. */
@NullMarked
package dev.triggerfish.allinone.lifecycle;

import org.jspecify.annotations.NullMarked;
