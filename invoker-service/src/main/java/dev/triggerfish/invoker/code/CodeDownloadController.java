package dev.triggerfish.invoker.code;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Serves the links that {@code GetFunction} hands out; the link itself is the permission. */
@RestController
final class CodeDownloadController {

  private final CodeLinks links;
  private final CodeStore store;

  CodeDownloadController(CodeLinks links, CodeStore store) {
    this.links = links;
    this.store = store;
  }

  @GetMapping(CodeLinks.PATH + "{token}")
  ResponseEntity<Resource> download(@PathVariable("token") String token) {
    var sha256 = links.read(token);
    if (sha256 == null) {
      return ResponseEntity.status(403).build();
    }
    var zip = store.find(sha256);
    if (zip == null) {
      return ResponseEntity.notFound().build();
    }
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/zip"))
        .body(new FileSystemResource(zip));
  }
}
