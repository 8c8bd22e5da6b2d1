package dev.triggerfish.aws.model;

import dev.triggerfish.aws.catalogue.WireProtocol;
import java.util.Map;

/**
 * The operation that a request names, and how it speaks.
 *
 * @param operation what is asked for
 * @param protocol in which the request is written and the answer is expected
 * @param labels values of the path's labels by name, percent-encoding untouched; empty for the RPC
 *     protocols
 */
public record OperationMatch(
    OperationModel operation, WireProtocol protocol, Map<String, String> labels) {}
