package dev.triggerfish.aws.protocol;

import java.util.List;
import software.amazon.awssdk.core.SdkRequest;

/**
 * A request in the SDK's class.
 *
 * @param request not yet validated
 * @param unknownMembers what the client sent and our models do not know, at most {@value #LIMIT} of
 *     them: JSON pointers, or names of parameters. To be reported, never silently dropped.
 */
public record DecodedRequest(SdkRequest request, List<String> unknownMembers) {

  static final int LIMIT = 20;
}
