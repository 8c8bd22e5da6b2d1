package dev.triggerfish.aws.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Errors of the platform's own endpoints, which are JSON whatever the client accepts. */
@RestController
@RestControllerAdvice
final class OwnErrors implements ErrorController {

  private static final Logger log = LoggerFactory.getLogger(OwnErrors.class);

  /** Answers what a controller throws, and requests that no controller takes. */
  @ExceptionHandler
  ResponseEntity<Answer> thrown(Exception thrown, HttpServletRequest request) {
    if (thrown instanceof ErrorResponse known) {
      return answer(known.getStatusCode().value());
    }
    log.error("{} {} failed", request.getMethod(), request.getRequestURI(), thrown);
    return answer(HttpStatus.INTERNAL_SERVER_ERROR.value());
  }

  /** Answers errors for which Spring would show a page. */
  @RequestMapping("/error")
  ResponseEntity<Answer> sent(HttpServletRequest request) {
    var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    return answer(status instanceof Integer known ? known : 500);
  }

  private static ResponseEntity<Answer> answer(int status) {
    var known = HttpStatus.resolve(status);
    return ResponseEntity.status(status)
        .header("Content-Type", "application/json")
        .body(new Answer(known == null ? "Error" : known.getReasonPhrase()));
  }

  /** The body of an error. */
  record Answer(String message) {}
}
