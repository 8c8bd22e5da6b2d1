package dev.triggerfish.aws.identity;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.triggerfish.aws.identity.IdentityAuthority.SigningKey;
import dev.triggerfish.policy.Principal;
import tools.jackson.databind.json.JsonMapper;

/** Principals and signing keys as JSON: between services, and within sealed session tokens. */
public final class IdentityJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addMixIn(Principal.class, PrincipalTypes.class)
          .addMixIn(SigningKey.class, SigningKeyTypes.class)
          .build();

  private IdentityJson() {}

  /** Reads and writes them. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Principal.Root.class, name = "root"),
    @JsonSubTypes.Type(value = Principal.User.class, name = "user"),
    @JsonSubTypes.Type(value = Principal.RoleSession.class, name = "role-session"),
    @JsonSubTypes.Type(value = Principal.Service.class, name = "service"),
    @JsonSubTypes.Type(value = Principal.Anonymous.class, name = "anonymous")
  })
  private interface PrincipalTypes {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "answer")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = SigningKey.Issued.class, name = "issued"),
    @JsonSubTypes.Type(value = SigningKey.Unknown.class, name = "unknown"),
    @JsonSubTypes.Type(value = SigningKey.Expired.class, name = "expired")
  })
  private interface SigningKeyTypes {}
}
