/** What happens to events on their way, told to whoever asks. */
@NullMarked
package dev.triggerfish.aws.journal;

import org.jspecify.annotations.NullMarked;
