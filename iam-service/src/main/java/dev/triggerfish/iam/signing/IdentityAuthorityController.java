package dev.triggerfish.iam.signing;

import dev.triggerfish.aws.identity.IdentityAuthority;
import dev.triggerfish.aws.identity.IdentityAuthority.SigningKeyRequest;
import dev.triggerfish.aws.identity.IdentityJson;
import dev.triggerfish.aws.identity.InternalRequestSignature;
import dev.triggerfish.aws.identity.RemoteIdentityAuthority;
import dev.triggerfish.aws.identity.RemoteIdentityAuthority.Position;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;

/**
 * The identity authority for services in other processes. Only who signs with a service's secret is
 * answered; in one process nobody has one, and nobody is.
 */
@RestController
final class IdentityAuthorityController {

  private static final byte[] NO_BODY = new byte[0];

  private final IdentityAuthority authority;
  private final ServiceKeyProperties serviceKeys;
  private final InternalRequestSignature signature;

  IdentityAuthorityController(
      IdentityAuthority issuedIdentityAuthority,
      ServiceKeyProperties serviceKeys,
      InternalRequestSignature signature) {
    this.authority = issuedIdentityAuthority;
    this.serviceKeys = serviceKeys;
    this.signature = signature;
  }

  @PostMapping(RemoteIdentityAuthority.SIGNING_KEY_PATH)
  ResponseEntity<byte[]> signingKey(
      @RequestHeader(name = InternalRequestSignature.SERVICE_HEADER, defaultValue = "")
          String service,
      @RequestHeader(name = InternalRequestSignature.DATE_HEADER, defaultValue = "") String date,
      @RequestHeader(name = InternalRequestSignature.SIGNATURE_HEADER, defaultValue = "")
          String sign,
      @RequestBody(required = false) byte @Nullable [] sent) {
    var body = sent == null ? NO_BODY : sent;
    var path = RemoteIdentityAuthority.SIGNING_KEY_PATH;
    var asked = new InternalRequestSignature.Request(service, "POST", path, date, body);
    if (!signedByService(asked, sign)) {
      return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
    }
    try {
      var request = IdentityJson.mapper().readValue(body, SigningKeyRequest.class);
      var answer = authority.signingKey(request);
      return json(
          IdentityJson.mapper()
              .writerFor(IdentityAuthority.SigningKey.class)
              .writeValueAsBytes(answer));
    } catch (JacksonException unreadable) {
      return ResponseEntity.badRequest().build();
    }
  }

  @GetMapping(RemoteIdentityAuthority.POSITION_PATH)
  ResponseEntity<byte[]> position(
      @RequestHeader(name = InternalRequestSignature.SERVICE_HEADER, defaultValue = "")
          String service,
      @RequestHeader(name = InternalRequestSignature.DATE_HEADER, defaultValue = "") String date,
      @RequestHeader(name = InternalRequestSignature.SIGNATURE_HEADER, defaultValue = "")
          String sign) {
    var path = RemoteIdentityAuthority.POSITION_PATH;
    var asked = new InternalRequestSignature.Request(service, "GET", path, date, NO_BODY);
    if (!signedByService(asked, sign)) {
      return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
    }
    return json(IdentityJson.mapper().writeValueAsBytes(new Position(authority.position())));
  }

  private boolean signedByService(InternalRequestSignature.Request request, String sign) {
    return serviceKeys
        .ofService(request.service())
        .filter(key -> signature.verify(request, sign, key.secretAccessKey()))
        .isPresent();
  }

  private static ResponseEntity<byte[]> json(byte[] body) {
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(body);
  }
}
