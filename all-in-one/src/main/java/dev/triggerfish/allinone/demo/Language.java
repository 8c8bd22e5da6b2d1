package dev.triggerfish.allinone.demo;

import software.amazon.awssdk.core.SdkBytes;

/** In what the tour's function is written: what the machine has. */
enum Language {
  PYTHON(
      "python3.12",
      "index.py",
      """
      import time
      def handler(event, context):
          print("version", context.function_version, "was asked for", event.get("name"))
          time.sleep(float(event.get("sleep", 0)))
          return "%s from version " + context.function_version
      """),
  NODE(
      "nodejs22.x",
      "index.js",
      """
      exports.handler = async (event, context) => {
        console.log("version", context.functionVersion, "was asked for", event.name);
        await new Promise(done => setTimeout(done, 1000 * (event.sleep || 0)));
        return "%s from version " + context.functionVersion;
      }
      """);

  private final String runtime;
  private final String file;
  private final String source;

  Language(String runtime, String file, String source) {
    this.runtime = runtime;
    this.file = file;
    this.source = source;
  }

  String runtime() {
    return runtime;
  }

  /** The function, with its greeting. */
  SdkBytes code(String greeting) {
    return DemoCloud.zip(file, source.replace("%s", greeting));
  }
}
