package dev.triggerfish.aws.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One operation of an AWS API.
 *
 * @param service id of the {@link ServiceModel} that it belongs to
 * @param name on the wire, such as {@code CreateFunction} or {@code GetSMSAttributes}
 * @param method HTTP method
 * @param uri path template with labels, such as {@code /2015-03-31/functions/{FunctionName}}, and
 *     perhaps query parameters that have to be there, constant or with {@code {Any}} value; {@code
 *     /} for the RPC protocols
 * @param header that tells the operation from another one with the same URI, by being there; null
 *     if none does
 * @param status of a success
 * @param requestClass the SDK's request class, fully qualified
 * @param responseClass the SDK's response class, fully qualified
 * @param hasOutput whether a success says anything; if not, REST-JSON answers without a body
 * @param resultWrapper the element around a Query protocol's result or a REST-XML answer, or null
 * @param errors shape names of the errors that the model lists
 * @param input name of the input's {@link ShapeModel}, or null if nothing in the input is
 *     constrained
 */
public record OperationModel(
    String service,
    String name,
    String method,
    String uri,
    @Nullable String header,
    int status,
    String requestClass,
    String responseClass,
    boolean hasOutput,
    @Nullable String resultWrapper,
    List<String> errors,
    @Nullable String input) {}
