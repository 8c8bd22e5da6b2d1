/** Output of functions, from Kafka into their log streams, if their roles may write there. */
@NullMarked
package dev.triggerfish.logs.ingestion;

import org.jspecify.annotations.NullMarked;
