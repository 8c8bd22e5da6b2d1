/**
 * What crosses Kafka between the services: the records, the topics and the headers. Nothing here
 * has behaviour but the forming of names; a change here is a change of the wire format between
 * running versions.
 */
@NullMarked
package dev.triggerfish.contracts;

import org.jspecify.annotations.NullMarked;
