/**
 * HTTP requests as functions see them, and their answers as clients do: payload format 2.0, which
 * function URLs and HTTP APIs share.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">Payload
 *     format version</a>
 */
@NullMarked
package dev.triggerfish.aws.proxyevent;

import org.jspecify.annotations.NullMarked;
