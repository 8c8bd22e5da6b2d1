package dev.triggerfish.aws.authorization;

import dev.triggerfish.aws.operation.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">global
 * condition keys</a> that follow from a request.
 */
final class RequestContext {

  private RequestContext() {}

  static Map<String, List<String>> of(Caller caller, Map<String, List<String>> ofAction) {
    var context = new HashMap<>(ofAction);
    context.put("aws:requestedregion", List.of(caller.region()));
    context.put("aws:securetransport", List.of("false"));
    if (caller.sourceIp() != null) {
      context.put("aws:sourceip", List.of(caller.sourceIp()));
    }
    if (caller.userAgent() != null) {
      context.put("aws:useragent", List.of(caller.userAgent()));
    }
    if (caller.sourceArn() != null) {
      context.put("aws:sourcearn", List.of(caller.sourceArn()));
      context.put("aws:sourceaccount", List.of(caller.accountId()));
    }
    return context;
  }
}
