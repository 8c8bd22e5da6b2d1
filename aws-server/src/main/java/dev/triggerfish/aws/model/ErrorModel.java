package dev.triggerfish.aws.model;

import dev.triggerfish.aws.catalogue.WireProtocol;
import org.jspecify.annotations.Nullable;

/**
 * An error that an AWS model names.
 *
 * @param shape its name in the model, which is its code in the JSON protocols
 * @param queryCode its code in the XML protocols, such as {@code NoSuchEntity}, and for callers
 *     that still go by such codes
 * @param exceptionClass the SDK's class, fully qualified
 * @param status HTTP status
 * @param sender whether the caller is to blame
 * @param messageMember {@code message} or {@code Message}, as AWS writes it for this error
 * @param messageModelled false where the model has no such member, so that AWS's casing is not
 *     known from it
 */
public record ErrorModel(
    String shape,
    String queryCode,
    String exceptionClass,
    int status,
    boolean sender,
    String messageMember,
    boolean messageModelled) {

  /** The code on the wire. */
  public String code(WireProtocol protocol) {
    return protocol.isXml() ? queryCode : shape;
  }

  /** The code for {@code x-amzn-query-error}, or null where it would say nothing new. */
  public @Nullable String legacyCode() {
    return queryCode.equals(shape) ? null : queryCode;
  }
}
