package dev.triggerfish.invoker.function;

import dev.triggerfish.aws.operation.Caller;
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

  /**
   * Takes the name of a request apart, together with its {@code Qualifier} member.
   *
   * @param text as the client sent it, already validated against AWS's pattern
   * @param qualifierMember the member's value, or null
   * @param caller whose account and region are used where the text names none
   * @throws software.amazon.awssdk.services.lambda.model.ResourceNotFoundException for a function
   *     of another region
   * @throws software.amazon.awssdk.services.lambda.model.InvalidParameterValueException if the text
   *     and the member name different qualifiers
   */
  public static FunctionName addressed(
      String text, @Nullable String qualifierMember, Caller caller) {
    var parsed = parse(text, caller.accountId(), caller.region());
    if (!parsed.region.equals(caller.region())) {
      throw FunctionErrors.unreachable(parsed.region, caller.region());
    }
    if (qualifierMember == null || qualifierMember.equals(parsed.qualifier)) {
      return parsed;
    }
    if (parsed.qualifier != null) {
      throw FunctionErrors.invalid(
          "The derived qualifier from the function name does not match the specified qualifier.");
    }
    return new FunctionName(parsed.accountId, parsed.region, parsed.name, qualifierMember);
  }
}
