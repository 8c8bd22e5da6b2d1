package dev.triggerfish.eventbus.sns.publish;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The certificate by which notifications are verified, for anybody. */
@RestController
final class SigningCertificateController {

  /** Where certificates are, at the public endpoint. */
  static final String PATH = "/_triggerfish/sns/SimpleNotificationService-";

  private final SigningKeyStore keys;

  SigningCertificateController(SigningKeyStore keys) {
    this.keys = keys;
  }

  @GetMapping(PATH + "{id}.pem")
  ResponseEntity<String> certificate(@PathVariable("id") String id) {
    return keys.certificate(id)
        .map(
            pem ->
                ResponseEntity.ok()
                    .contentType(MediaType.parseMediaType("application/x-pem-file"))
                    .body(pem))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }
}
