/**
 * PartiQL: statements that read and write items. They are parsed into the conditions, updates and
 * keys of {@code expression}, and run by what runs the operations of {@code read} and {@code
 * write}.
 */
@NullMarked
package dev.triggerfish.eventbus.dynamodb.partiql;

import org.jspecify.annotations.NullMarked;
