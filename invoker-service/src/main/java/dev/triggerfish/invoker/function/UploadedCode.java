package dev.triggerfish.invoker.function;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/** The code in a request; other places for it are refused by their members' names. */
final class UploadedCode {

  private UploadedCode() {}

  static byte[] zip(@Nullable SdkBytes zipFile) {
    if (zipFile == null) {
      throw FunctionErrors.invalid("Please provide a source for function code.");
    }
    return zipFile.asByteArrayUnsafe();
  }
}
