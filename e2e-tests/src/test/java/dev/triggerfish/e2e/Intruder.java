package dev.triggerfish.e2e;

import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.Runtime;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Python function that does whatever it is told: its event holds the code to run, which leaves
 * what it found in {@code found}.
 */
final class Intruder {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String SOURCE =
      """
      import ctypes, errno, http.client, json, os, signal, socket, stat, struct, sys, time

      # The call that ought to fail: says how it did.
      def fails(what, *arguments):
          try:
              return "succeeded: " + repr(what(*arguments))
          except Exception as e:
              return errno.errorcode.get(getattr(e, "errno", None), type(e).__name__)

      libc = ctypes.CDLL(None, use_errno=True)

      # A call of the C library: "OK", or the error's name.
      def c(name, *arguments):
          ctypes.set_errno(0)
          result = getattr(libc, name)(*arguments)
          return errno.errorcode[ctypes.get_errno()] if result == -1 else "OK"

      # Whether code succeeds in a process of its own: "OK", or what was in its way.
      def apart(attempt):
          reading, writing = os.pipe()
          child = os.fork()
          if child == 0:
              try:
                  answer = str(attempt())
              except BaseException as e:
                  answer = errno.errorcode.get(getattr(e, "errno", None), type(e).__name__)
              os.write(writing, answer.encode())
              os._exit(0)
          os.close(writing)
          answer = b""
          while True:
              part = os.read(reading, 65536)
              if not part:
                  break
              answer += part
          os.close(reading)
          os.waitpid(child, 0)
          return answer.decode()

      # All that can be walked to from the root.
      def everything(leave_out=("/proc",)):
          for folder, folders, files in os.walk("/"):
              folders[:] = [f for f in folders if os.path.join(folder, f) not in leave_out]
              for name in folders + files:
                  yield os.path.join(folder, name)

      def read(path):
          with open(path, "rb") as file:
              return file.read()

      def handler(event, context):
          names = dict(globals(), **event, context=context, found=None)
          exec(event["code"], names)
          return names["found"]
      """;

  private final Cloud cloud;
  private final String name;

  /** Makes the function. */
  Intruder(Cloud cloud, String name) {
    this.cloud = cloud;
    this.name = name;
    cloud.function(name, Runtime.PYTHON3_12, "index.handler", Functions.python(SOURCE));
    cloud.lambda.updateFunctionConfiguration(r -> r.functionName(name).memorySize(1024));
    cloud.awaitUpdated(name);
  }

  /** The zip, with a note that makes it another. */
  static SdkBytes zip(String note) {
    return Functions.python(SOURCE + "# " + note);
  }

  /** Runs code; its {@code found}. */
  JsonNode run(String code) {
    return run(code, Map.of());
  }

  /** Runs code that also knows something of the host. */
  JsonNode run(String code, Map<String, ?> known) {
    var event = JSON.createObjectNode();
    event.put("code", code);
    known.forEach((key, value) -> event.set(key, JSON.valueToTree(value)));
    var response = cloud.invoke(name, event.toString());
    var payload = response.payload().asUtf8String();
    if (response.functionError() != null) {
      throw new AssertionError("The intruder itself failed: " + payload);
    }
    return JSON.readTree(payload);
  }

  String name() {
    return name;
  }
}
