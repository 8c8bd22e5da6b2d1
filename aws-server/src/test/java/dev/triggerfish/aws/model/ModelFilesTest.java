package dev.triggerfish.aws.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares the committed model files with AWS's models, which only the profile {@code models}
 * downloads. {@code ./mvnw -Pmodels -pl aws-server -am test -Dmodels.write=true} renews them.
 */
@Tag("models")
class ModelFilesTest {

  private static final Path DIRECTORY = Path.of("src/main/resources/META-INF/triggerfish/models");
  private static final JsonMapper JSON = JsonMapper.shared();

  @ParameterizedTest
  @CsvSource({
    "lambda, lambda-2015-03-31, lambda",
    "iam, iam-2010-05-08, iam",
    "sts, sts-2011-06-15, sts",
    "logs, logs-2014-03-28, cloudwatchlogs",
    "monitoring, monitoring-2010-08-01, cloudwatch",
    "sns, sns-2010-03-31, sns",
    "sqs, sqs-2012-11-05, sqs",
    "dynamodb, dynamodb-2012-08-10, dynamodb",
    "streams.dynamodb, streams.dynamodb-2012-08-10, dynamodb",
    "apigateway, apigateway-2015-07-09, apigateway",
    "apigatewayv2, apigatewayv2-2018-11-29, apigatewayv2",
    "servicequotas, service-quotas-2019-06-24, servicequotas"
  })
  void committedFilesAreThoseOfAwssModels(String id, String name, String module) throws Exception {
    String sdkPackage = "software.amazon.awssdk.services." + module + ".model";
    var generator =
        new ModelGenerator(id, read("models/" + name + "-model.json"), classes(sdkPackage));
    String generated = lines(generator.generate(sdkPackage));
    System.out.println(id + " leaves out " + generator.skipped());
    Path file = DIRECTORY.resolve(id + ".json");
    if (Boolean.getBoolean("models.write")) {
      Files.writeString(file, generated);
    }
    assertThat(file).content().isEqualTo(generated);
  }

  private static JsonNode read(String resource) throws IOException {
    try (InputStream in = ModelFilesTest.class.getClassLoader().getResourceAsStream(resource)) {
      return JSON.readTree(in);
    }
  }

  private static Set<String> classes(String sdkPackage) throws Exception {
    String path = sdkPackage.replace('.', '/') + "/";
    URL directory = ModelFilesTest.class.getClassLoader().getResource(path);
    URI jar = ((JarURLConnection) directory.openConnection()).getJarFileURL().toURI();
    try (var archive = new java.util.zip.ZipFile(Path.of(jar).toFile())) {
      return archive.stream()
          .map(entry -> entry.getName())
          .filter(
              entry -> entry.startsWith(path) && entry.endsWith(".class") && !entry.contains("$"))
          .map(entry -> entry.substring(path.length(), entry.length() - ".class".length()))
          .collect(Collectors.toSet());
    }
  }

  /** One operation, error or shape per line, so that changes can be read. */
  private static String lines(ObjectNode file) {
    StringBuilder out = new StringBuilder("{");
    String comma = "\n";
    for (Map.Entry<String, JsonNode> part : file.properties()) {
      out.append(comma).append(JSON.writeValueAsString(part.getKey())).append(": ");
      comma = ",\n";
      if (part.getValue() instanceof ObjectNode section) {
        String inner = "\n  ";
        out.append("{");
        for (Map.Entry<String, JsonNode> line : section.properties()) {
          out.append(inner).append(JSON.writeValueAsString(line.getKey())).append(": ");
          out.append(JSON.writeValueAsString(line.getValue()));
          inner = ",\n  ";
        }
        out.append("\n}");
      } else {
        out.append(JSON.writeValueAsString(part.getValue()));
      }
    }
    return out.append("\n}\n").toString();
  }
}
