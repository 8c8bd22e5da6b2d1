/**
 * AWS's wire protocols: bytes to the SDK's request classes, the SDK's response and exception
 * classes to bytes. The only package that touches the SDK's {@code SdkField} and {@code SdkPojo},
 * which are not meant for outsiders.
 */
@NullMarked
package dev.triggerfish.aws.protocol;

import org.jspecify.annotations.NullMarked;
