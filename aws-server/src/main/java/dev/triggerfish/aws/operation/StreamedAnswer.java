package dev.triggerfish.aws.operation;

import java.io.InputStream;
import software.amazon.awssdk.core.SdkResponse;

/**
 * What an operation answers whose body is too large to be held: the response's members become
 * status and headers, the content is sent as it is read.
 *
 * @param <R> the SDK's response class
 * @param response all but the content
 * @param length bytes of the content
 * @param content is closed once it has been sent, or the client is gone
 */
public record StreamedAnswer<R extends SdkResponse>(R response, long length, InputStream content) {}
