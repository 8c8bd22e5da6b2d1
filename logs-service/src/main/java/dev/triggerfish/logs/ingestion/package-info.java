/**
 * What comes from Kafka: output of functions for their log streams, if their roles may write there,
 * and metrics with costs.
 */
@NullMarked
package dev.triggerfish.logs.ingestion;

import org.jspecify.annotations.NullMarked;
