/**
 * An AWS API request and its answer as bytes and headers, whatever carries them: Tomcat, the
 * in-process client of the tests, or nothing but a test.
 */
@NullMarked
package dev.triggerfish.aws.http;

import org.jspecify.annotations.NullMarked;
