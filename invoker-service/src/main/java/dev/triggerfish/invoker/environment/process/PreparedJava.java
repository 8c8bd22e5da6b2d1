package dev.triggerfish.invoker.environment.process;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.jar.JarFile;

/**
 * A Java runtime that has been started before it is known for which function. It runs in a sandbox,
 * not in the platform: it loads what every function's start needs, waits for the function's
 * variables on standard input, one {@code NAME=BASE64} a line, and becomes AWS's runtime interface
 * client. Needs nothing but the JDK.
 */
public final class PreparedJava {

  /** Has an interface to library functions, and reads what this is compiled to. */
  static final int OLDEST = 25;

  private static final String PACKAGE = "com.amazonaws.services.lambda.runtime.";
  private static final String CLIENT = PACKAGE + "api.client.AWSLambda";

  private PreparedJava() {}

  /** Waits for the function and runs it. */
  @SuppressWarnings("restricted") // The JVM is started with --enable-native-access.
  public static void main(String[] arguments) throws Throwable {
    var linker = Linker.nativeLinker();
    var clear =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("clearenv"), FunctionDescriptor.of(JAVA_INT));
    var set =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("setenv"),
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
    loadClient();
    tryOut("JacksonFactory");
    tryOut("GsonFactory");
    var told = new String(System.in.readAllBytes(), StandardCharsets.US_ASCII).split("\n", -1);
    if (!told[told.length - 1].equals("end")) {
      // The platform has ended meanwhile.
      Runtime.getRuntime().halt(1);
    }
    // Java reads its variables when it is first asked for one, which must not have been until now.
    var _ = (int) clear.invokeExact();
    for (var line = 0; line < told.length - 1; line++) {
      set(set, told[line]);
    }
    run();
  }

  private static void set(MethodHandle set, String line) throws Throwable {
    var equals = line.indexOf('=');
    var value = Base64.getDecoder().decode(line.substring(equals + 1));
    try (var arena = Arena.ofConfined()) {
      var name = arena.allocateFrom(line.substring(0, equals));
      var text = arena.allocateFrom(new String(value, StandardCharsets.UTF_8));
      var _ = (int) set.invokeExact(name, text, 1);
    }
  }

  private static void run() throws Throwable {
    var handler = System.getenv("_HANDLER");
    if (handler == null) {
      System.err.println(
          "TRIGGERFISH a runtime that was started early cannot be told its function");
      Runtime.getRuntime().halt(1);
    }
    System.setProperty("sun.java.command", CLIENT + " " + handler);
    var path = System.getProperty("java.class.path", "");
    System.setProperty("java.class.path", path.substring(path.indexOf(':') + 1));
    var main = Class.forName(CLIENT).getMethod("main", String[].class);
    main.invoke(null, (Object) new String[] {handler});
  }

  /** Loads the client's classes, without running any of their code. */
  private static void loadClient() throws IOException, ClassNotFoundException {
    var folder = PACKAGE.replace('.', '/') + "api/client/";
    for (var element : System.getProperty("java.class.path", "").split(":", -1)) {
      if (!Path.of(element).endsWith("aws-lambda-java-runtime-interface-client.jar")) {
        continue;
      }
      try (var jar = new JarFile(element)) {
        for (var entry : Collections.list(jar.entries())) {
          var name = entry.getName();
          if (name.startsWith(folder) && name.endsWith(".class")) {
            var type = name.substring(0, name.length() - ".class".length()).replace('/', '.');
            Class.forName(type, false, PreparedJava.class.getClassLoader());
          }
        }
      }
    }
  }

  /** Serializes something, which loads most of what events and answers need. */
  private static void tryOut(String factory) throws ReflectiveOperationException {
    var type = Class.forName(PACKAGE + "serialization.factories." + factory);
    var made = type.getMethod("getInstance").invoke(null);
    var serializer = type.getMethod("getSerializer", Class.class).invoke(made, Map.class);
    var kind = Class.forName(PACKAGE + "serialization.PojoSerializer");
    var event = new ByteArrayInputStream("{\"a\":[1,\"b\"]}".getBytes(StandardCharsets.UTF_8));
    var read = kind.getMethod("fromJson", InputStream.class).invoke(serializer, event);
    kind.getMethod("toJson", Object.class, OutputStream.class)
        .invoke(serializer, read, new ByteArrayOutputStream());
  }
}
