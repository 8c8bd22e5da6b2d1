package dev.triggerfish.aws.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.catalogue.WireProtocol;
import dev.triggerfish.aws.http.TestRequest;
import dev.triggerfish.aws.model.OperationMatch;
import dev.triggerfish.aws.model.OperationModel;
import dev.triggerfish.aws.model.ServiceModel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Whatever comes in is a request, or an error of AWS's: never a fault of ours. */
class HostileRequestTest {

  private static final long SEED = 20_261_122L;
  private static final int ROUNDS = 3_000;

  private final RequestValidator validator = new RequestValidator(Requests.MODELS);

  @ParameterizedTest
  @CsvSource({
    "lambda, REST_JSON, CreateFunction",
    "lambda, REST_JSON, CreateEventSourceMapping",
    "dynamodb, AWS_JSON_1_0, TransactWriteItems",
    "logs, AWS_JSON_1_1, PutLogEvents",
    "iam, QUERY, CreateRole",
    "sns, QUERY, PublishBatch",
    "monitoring, QUERY, PutMetricData",
    "monitoring, RPC_V2_CBOR, PutMetricData"
  })
  void spoiltBodiesAreAnsweredAsErrors(String id, WireProtocol protocol, String name) {
    ServiceModel service = Requests.MODELS.get(id);
    OperationModel operation = java.util.Objects.requireNonNull(service.operations().find(name));
    OperationMatch match = new OperationMatch(operation, protocol, Map.of());
    byte[] valid = valid(operation, protocol);
    Random random = new Random(SEED);
    int read = 0;
    for (int i = 0; i < ROUNDS; i++) {
      byte[] body = i == 0 ? valid : spoil(valid, random);
      TestRequest request = TestRequest.of("POST", "/", "");
      try {
        var decoded = Requests.CODEC.decode(match, request, body);
        read++;
        validator.validate(operation, decoded.request());
      } catch (AwsServiceException e) {
        assertThat(e.statusCode()).isEqualTo(400);
        assertThat(Requests.CODEC.encodeError(service, operation, protocol, e, "id").body())
            .isNotEmpty();
      }
    }
    assertThat(read).as("some must have been readable").isPositive();
  }

  private static byte[] valid(OperationModel operation, WireProtocol protocol) {
    StructurePlan plan = StructurePlan.of(operation.requestClass());
    var sample = Samples.of(operation.requestClass());
    return switch (protocol) {
      case RPC_V2_CBOR -> JsonWriter.write(Notation.CBOR, plan, sample);
      case QUERY -> form(operation);
      default -> JsonWriter.write(Notation.JSON, plan, sample);
    };
  }

  private static byte[] form(OperationModel operation) {
    List<String> pairs = new ArrayList<>();
    pairs.add("Action=" + operation.name());
    for (FieldPlan field : StructurePlan.of(operation.requestClass()).body) {
      pairs.add(field.name + "=a%20b");
      pairs.add(field.name + ".member.1.Key=%C3%A4&" + field.name + ".entry.2.value=1");
      pairs.add(field.name + ".member.1=1");
    }
    return String.join("&", pairs).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] spoil(byte[] valid, Random random) {
    byte[] body = valid.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      body[random.nextInt(body.length)] = (byte) random.nextInt(256);
    }
    return random.nextInt(4) == 0
        ? java.util.Arrays.copyOf(body, random.nextInt(body.length))
        : body;
  }
}
