/**
 * Expressions: parsed by AWS's own grammar, checked in AWS's order with AWS's words, and evaluated
 * over items. Each is a tree of records; what its placeholders stand for is part of it.
 */
@NullMarked
package dev.triggerfish.eventbus.dynamodb.expression;

import org.jspecify.annotations.NullMarked;
