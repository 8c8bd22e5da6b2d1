package dev.triggerfish.aws.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.multipart.MultipartResolver;

/**
 * Leaves multipart bodies unread: they are the function's, and belong to the signature. Nothing of
 * the platform's own takes uploads.
 */
final class UnreadMultipart implements MultipartResolver {

  @Override
  public boolean isMultipart(HttpServletRequest request) {
    return false;
  }

  @Override
  public MultipartHttpServletRequest resolveMultipart(HttpServletRequest request) {
    throw new UnsupportedOperationException("Multipart requests are not parsed in this process");
  }

  @Override
  public void cleanupMultipart(MultipartHttpServletRequest request) {
    // Nothing has been read.
  }
}
