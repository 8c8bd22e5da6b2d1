package dev.triggerfish.aws.authorization;

import dev.triggerfish.aws.operation.Caller;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">global
 * condition keys</a> that follow from a request.
 */
final class RequestContext {

  /** The services through which a principal calls; absent if they call directly. */
  static final String CALLED_VIA = "aws:calledvia";

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
    if (caller.calledVia() != null) {
      var service = List.of(caller.calledVia());
      context.put("aws:viaawsservice", List.of("true"));
      context.put(CALLED_VIA, service);
      context.put(CALLED_VIA + "first", service);
      context.put(CALLED_VIA + "last", service);
    }
    return context;
  }

  /** Adds the time, which an unsigned request has too. */
  static Map<String, List<String>> at(Instant now, Map<String, List<String>> given) {
    var context = new HashMap<>(given);
    context.put("aws:currenttime", List.of(now.truncatedTo(ChronoUnit.SECONDS).toString()));
    context.put("aws:epochtime", List.of(Long.toString(now.getEpochSecond())));
    return context;
  }

  /** Adds the principal's tags, whose names are not case-sensitive. */
  static Map<String, List<String>> tagged(
      Map<String, String> tags, Map<String, List<String>> given) {
    var context = new HashMap<>(given);
    tags.forEach(
        (name, value) ->
            context.put("aws:principaltag/" + name.toLowerCase(Locale.ROOT), List.of(value)));
    return context;
  }
}
