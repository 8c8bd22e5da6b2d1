/** SNS topics: their names, life, attributes, policies and tags. */
@NullMarked
package dev.triggerfish.eventbus.sns.topic;

import org.jspecify.annotations.NullMarked;
