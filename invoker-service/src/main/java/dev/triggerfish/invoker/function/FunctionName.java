package dev.triggerfish.invoker.function;

import org.jspecify.annotations.Nullable;

/**
 * A function as a request names it. Accepted are a bare name, {@code name:qualifier}, {@code
 * function:name}, a partial ARN ({@code 123456789012:function:name}) and a full ARN, each with or
 * without a qualifier.
 *
 * @param accountId from the ARN, or the caller's
 * @param region from the ARN, or the caller's
 * @param name bare name
 * @param qualifier from the name, or null
 */
public record FunctionName(
    String accountId, String region, String name, @Nullable String qualifier) {

  /** The ARN without a qualifier. */
  public String arn() {
    return "arn:aws:lambda:" + region + ":" + accountId + ":function:" + name;
  }

  /**
   * Takes a name apart.
   *
   * @param text as the client sent it, already validated against AWS's pattern
   * @param callerAccount used where the text names no account
   * @param callerRegion used where the text names no region
   */
  public static FunctionName parse(String text, String callerAccount, String callerRegion) {
    var parts = text.split(":", -1);
    var at = 0;
    var account = callerAccount;
    var region = callerRegion;
    if (parts.length > 5 && parts[0].equals("arn")) {
      region = parts[3];
      account = parts[4];
      at = 5;
    } else if (parts.length > 2 && parts[0].matches("\\d{12}")) {
      account = parts[0];
      at = 1;
    }
    if (parts.length > at + 1 && parts[at].equals("function")) {
      at++;
    }
    var qualifier = parts.length > at + 1 ? parts[at + 1] : null;
    return new FunctionName(account, region, parts[at], qualifier);
  }
}
