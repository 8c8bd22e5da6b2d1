package dev.triggerfish.invoker.function;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.FunctionCode;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;

/** Where a request has its code: in itself, the only place so far. */
final class CodeSource {

  private CodeSource() {}

  static byte[] zip(@Nullable FunctionCode code) {
    return bytes(code == null ? null : code.zipFile());
  }

  static byte[] zip(UpdateFunctionCodeRequest request) {
    return bytes(request.zipFile());
  }

  static void refuseOthers(@Nullable FunctionCode code) {
    if (code == null) {
      return;
    }
    SettingsChange.refuse("Code.ImageUri", code.imageUri() != null);
    SettingsChange.refuse(
        "Code.S3Bucket",
        code.s3Bucket() != null || code.s3Key() != null || code.s3ObjectVersion() != null);
    SettingsChange.refuse("Code.SourceKMSKeyArn", code.sourceKMSKeyArn() != null);
  }

  static void refuseOthers(UpdateFunctionCodeRequest request) {
    if (request.imageUri() != null) {
      throw FunctionErrors.invalid(
          "Please don't provide ImageUri when updating a function with packageType Zip.");
    }
    SettingsChange.refuse(
        "S3Bucket",
        request.s3Bucket() != null || request.s3Key() != null || request.s3ObjectVersion() != null);
    SettingsChange.refuse("SourceKMSKeyArn", request.sourceKMSKeyArn() != null);
  }

  private static byte[] bytes(@Nullable SdkBytes zip) {
    if (zip == null) {
      throw FunctionErrors.invalid("Please provide a source for function code.");
    }
    return zip.asByteArrayUnsafe();
  }
}
