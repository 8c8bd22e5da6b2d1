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
 *     perhaps constant query parameters; {@code /} for the RPC protocols
 * @param status of a success
 * @param requestClass the SDK's request class
 * @param responseClass the SDK's response class
 * @param resultWrapper the element around a Query protocol's result, or null
 * @param errors codes of the errors that the model lists
 */
public record OperationModel(
    String service,
    String name,
    String method,
    String uri,
    int status,
    String requestClass,
    String responseClass,
    @Nullable String resultWrapper,
    List<String> errors) {}
