package dev.triggerfish.aws.protocol;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.triggerfish.aws.model.OperationModel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyRequest;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.FunctionCode;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.PutProvisionedConcurrencyConfigRequest;
import software.amazon.awssdk.services.lambda.model.UntagResourceRequest;

class RequestValidatorTest {

  private static final String ROLE = "arn:aws:iam::000000000000:role/r";

  private final RequestValidator validator = new RequestValidator(Requests.MODELS);

  @Test
  void acceptsWhatTheModelAllows() {
    accepts("lambda", "CreateFunction", function().build());
    accepts(
        "lambda",
        "Invoke",
        InvokeRequest.builder()
            .functionName("arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST")
            .qualifier("$LATEST")
            .build());
    accepts(
        "sts",
        "GetCallerIdentity",
        software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest.builder().build());
  }

  @Test
  void patterns() {
    assertThat(message("lambda", "CreateFunction", function().role("r1").build()))
        .isEqualTo(
            "1 validation error detected: Value 'r1' at 'role' failed to satisfy constraint: Member must"
                + " satisfy regular expression pattern:"
                + " arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+");
  }

  @Test
  void lengthsOfLists() {
    assertThat(
            message(
                "lambda",
                "CreateFunction",
                function().architecturesWithStrings("x86_64", "arm64").build()))
        .isEqualTo(
            "1 validation error detected: Value '[x86_64, arm64]' at 'architectures' failed to satisfy"
                + " constraint: Member must have length less than or equal to 1");
  }

  @Test
  void membersOfLists() {
    assertThat(
            message(
                "lambda", "CreateFunction", function().architecturesWithStrings("X86_64").build()))
        .isEqualTo(
            "1 validation error detected: Value '[X86_64]' at 'architectures' failed to satisfy"
                + " constraint: Member must satisfy constraint: [Member must satisfy enum value set:"
                + " [x86_64, arm64], Member must not be null]");
    assertThat(message("lambda", "CreateFunction", function().layers("arn").build()))
        .isEqualTo(
            "1 validation error detected: Value '[arn]' at 'layers' failed to satisfy constraint: Member"
                + " must satisfy constraint: [Member must have length less than or equal to 2048, Member"
                + " must have length greater than or equal to 1, Member must satisfy regular expression"
                + " pattern: (arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}"
                + ":\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+),"
                + " Member must not be null]");
  }

  @Test
  void keysAndValuesOfMaps() {
    assertThat(message("lambda", "CreateAlias", alias(Map.of("2", 2.0))))
        .isEqualTo(
            "1 validation error detected: Value '{2=2.0}' at 'routingConfig.additionalVersionWeights'"
                + " failed to satisfy constraint: Map value must satisfy constraint: [Member must have"
                + " value less than or equal to 1.0, Member must have value greater than or equal to 0.0,"
                + " Member must not be null]");
    assertThat(message("lambda", "CreateAlias", alias(Map.of("$LATEST", 0.5))))
        .isEqualTo(
            "1 validation error detected: Value '{$LATEST=0.5}' at"
                + " 'routingConfig.additionalVersionWeights' failed to satisfy constraint: Map keys must"
                + " satisfy constraint: [Member must have length less than or equal to 1024, Member must"
                + " have length greater than or equal to 1, Member must satisfy regular expression"
                + " pattern: [0-9]+]");
  }

  @Test
  void wordsInNestedMembers() {
    assertThat(
            message("lambda", "CreateFunction", function().snapStart(s -> s.applyOn("x")).build()))
        .isEqualTo(
            "1 validation error detected: Value 'x' at 'snapStart.applyOn' failed to satisfy constraint:"
                + " Member must satisfy enum value set: [PublishedVersions, None]");
  }

  @Test
  void ranges() {
    assertThat(message("lambda", "CreateFunction", function().memorySize(64).build()))
        .isEqualTo(
            "1 validation error detected: Value '64' at 'memorySize' failed to satisfy constraint:"
                + " Member must have value greater than or equal to 128");
    assertThat(
            message(
                "lambda",
                "PutProvisionedConcurrencyConfig",
                PutProvisionedConcurrencyConfigRequest.builder()
                    .functionName("f")
                    .qualifier("1")
                    .provisionedConcurrentExecutions(0)
                    .build()))
        .isEqualTo(
            "1 validation error detected: Value '0' at 'provisionedConcurrentExecutions' failed to"
                + " satisfy constraint: Member must have value greater than or equal to 1");
  }

  @Test
  void missingMembers() {
    assertThat(
            message(
                "lambda",
                "UntagResource",
                UntagResourceRequest.builder().resource(tagged()).build()))
        .isEqualTo(
            "1 validation error detected: Value null at 'tagKeys' failed to satisfy constraint: Member"
                + " must not be null");
  }

  @Test
  void severalAtOnce() {
    assertThat(message("lambda", "CreateFunction", function().role("r1").handler("a b").build()))
        .startsWith("2 validation errors detected: Value 'r1' at 'role' failed")
        .contains("; Value 'a b' at 'handler' failed");
  }

  @Test
  void onlyTheFirstLetterOfANameIsLowered() {
    assertThat(message("lambda", "CreateFunction", function().kmsKeyArn("k").build()))
        .contains("at 'kMSKeyArn'");
  }

  @Test
  void whatOperationsWordThemselvesIsLeftToThem() {
    accepts("lambda", "CreateFunction", function().runtime("cobol").build());
    accepts("lambda", "CreateFunction", function().memorySize(1_000_000).timeout(901).build());
  }

  @Test
  void pathsCountMembersOfListsFromOne() {
    var table =
        CreateTableRequest.builder()
            .tableName("a;")
            .attributeDefinitions(List.of())
            .keySchema(
                KeySchemaElement.builder().attributeName("k").keyType(KeyType.HASH).build(),
                KeySchemaElement.builder().keyType("x").build())
            .build();
    assertThat(message("dynamodb", "CreateTable", table))
        .contains("Value null at 'keySchema.2.member.attributeName' failed")
        .contains(
            "Value 'x' at 'keySchema.2.member.keyType' failed to satisfy constraint: Member must"
                + " satisfy enum value set: [HASH, RANGE]");
  }

  @Test
  void pathsNameKeysOfMaps() {
    var batch =
        BatchWriteItemRequest.builder().requestItems(Map.of("tab", List.of(write()))).build();
    assertThat(message("dynamodb", "BatchWriteItem", batch))
        .contains("at 'requestItems.tab.member.1.member.putRequest.item' failed");
  }

  @Test
  void lengthsOfListsInMapsAreTheMapsConstraint() {
    var batch = BatchWriteItemRequest.builder().requestItems(Map.of("tab", List.of())).build();
    assertThat(message("dynamodb", "BatchWriteItem", batch))
        .isEqualTo(
            "1 validation error detected: Value '{tab=[]}' at 'requestItems' failed to satisfy constraint:"
                + " Map value must satisfy constraint: [Member must have length less than or equal to 25,"
                + " Member must have length greater than or equal to 1, Member must not be null]");
  }

  private static WriteRequest write() {
    return WriteRequest.builder().putRequest(p -> {}).build();
  }

  @Test
  void membersThatAreNullInListsAndMaps() {
    var layers = new java.util.ArrayList<String>();
    layers.add(null);
    assertThat(message("lambda", "CreateFunction", function().layers(layers).build()))
        .contains("Value '[null]' at 'layers' failed to satisfy constraint: Member must satisfy");
    var variables = new java.util.HashMap<String, String>();
    variables.put("AB", null);
    assertThat(
            message(
                "lambda",
                "CreateFunction",
                function().environment(e -> e.variables(variables)).build()))
        .isEqualTo(
            "1 validation error detected: Value '***' at 'environment.variables' failed to satisfy"
                + " constraint: Map value must satisfy constraint: [Member must not be null]");
    var key =
        new java.util.HashMap<
            String, software.amazon.awssdk.services.dynamodb.model.AttributeValue>();
    key.put("k", null);
    assertThat(
            message(
                "dynamodb", "GetItem", GetItemRequest.builder().tableName("tab").key(key).build()))
        .contains("at 'key'");
  }

  @Test
  void secretsAreNotRepeated() {
    assertThat(
            message(
                "lambda",
                "CreateFunction",
                function().environment(e -> e.variables(Map.of("1", "secret"))).build()))
        .contains("at 'environment.variables'")
        .doesNotContain("secret");
  }

  @Test
  void logsCallsItAnInvalidParameter() {
    var error =
        failure(
            "logs",
            "GetLogEvents",
            GetLogEventsRequest.builder()
                .logStreamName("s")
                .logGroupName("g")
                .limit(10001)
                .build());
    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InvalidParameterException");
    assertThat(error.awsErrorDetails().errorMessage())
        .isEqualTo(
            "1 validation error detected: Value '10001' at 'limit' failed to satisfy constraint: Member"
                + " must have value less than or equal to 10000");
  }

  @Test
  void iamShowsNoValues() {
    var error =
        failure(
            "iam",
            "UpdateAccessKey",
            UpdateAccessKeyRequest.builder()
                .accessKeyId("AKIAXXXXXXXXXXXXXXXX")
                .status("Odd")
                .build());
    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
    assertThat(error.awsErrorDetails().errorMessage())
        .isEqualTo(
            "1 validation error detected: Value at 'status' failed to satisfy constraint: Member must"
                + " satisfy enum value set");
  }

  @Test
  void iamHasASentenceOfItsOwnForNames() {
    assertThat(
            message(
                "iam",
                "CreateRole",
                CreateRoleRequest.builder()
                    .roleName("a b")
                    .assumeRolePolicyDocument("{}")
                    .tags(Tag.builder().key("k").value("").build())
                    .build()))
        .isEqualTo(
            "The specified value for roleName is invalid. It must contain only alphanumeric characters"
                + " and/or the following: +=,.@_-");
  }

  @Test
  void noMoreThanTenAreNamed() {
    KeySchemaElement[] many = new KeySchemaElement[50];
    java.util.Arrays.fill(many, KeySchemaElement.builder().keyType("x").build());
    assertThat(
            message(
                "dynamodb",
                "CreateTable",
                CreateTableRequest.builder().tableName("tab").keySchema(many).build()))
        .startsWith("10 validation errors detected: ");
  }

  @Test
  void hugeInputsAreCheckedQuickly() {
    String huge = "a".repeat(6_000_000) + "!";
    assertThat(message("lambda", "Invoke", InvokeRequest.builder().functionName(huge).build()))
        .contains("Member must have length less than or equal to 256")
        .hasSizeLessThan(10_000);
  }

  private static CreateFunctionRequest.Builder function() {
    return CreateFunctionRequest.builder()
        .functionName("f")
        .role(ROLE)
        .code(FunctionCode.builder().build());
  }

  private static CreateAliasRequest alias(Map<String, Double> weights) {
    return CreateAliasRequest.builder()
        .functionName("f")
        .name("live")
        .functionVersion("1")
        .routingConfig(r -> r.additionalVersionWeights(weights))
        .build();
  }

  private static String tagged() {
    return "arn:aws:lambda:us-east-1:000000000000:function:f";
  }

  private void accepts(String service, String operation, SdkRequest request) {
    assertThatCode(() -> validator.validate(model(service, operation), request))
        .doesNotThrowAnyException();
  }

  private String message(String service, String operation, SdkRequest request) {
    return failure(service, operation, request).awsErrorDetails().errorMessage();
  }

  private AwsServiceException failure(String service, String operation, SdkRequest request) {
    AwsServiceException error =
        catchThrowableOfType(
            AwsServiceException.class,
            () -> validator.validate(model(service, operation), request));
    assertThat(error).as("no error").isNotNull();
    assertThat(error.statusCode()).isEqualTo(400);
    return error;
  }

  private static OperationModel model(String service, String operation) {
    return requireNonNull(Requests.MODELS.get(service).operations().find(operation));
  }
}
