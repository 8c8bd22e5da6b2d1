/**
 * The way of a request: which service, which operation, who calls, is it well-formed, may they, do
 * it, answer. The same way for requests from the network and for calls within the process.
 */
@NullMarked
package dev.triggerfish.aws.pipeline;

import org.jspecify.annotations.NullMarked;
