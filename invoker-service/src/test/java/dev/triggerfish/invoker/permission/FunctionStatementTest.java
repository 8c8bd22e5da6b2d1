package dev.triggerfish.invoker.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;

class FunctionStatementTest {

  private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:fn";

  private static String statement(Consumer<AddPermissionRequest.Builder> change) {
    var request =
        AddPermissionRequest.builder()
            .statementId("s")
            .action("lambda:InvokeFunction")
            .principal("s3.amazonaws.com")
            .applyMutation(change)
            .build();
    return FunctionStatement.of(request, ARN).toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          *                                             | "*"
          s3.amazonaws.com                              | {"Service":"s3.amazonaws.com"}
          logs.eu-west-1.amazonaws.com                  | {"Service":"logs.eu-west-1.amazonaws.com"}
          alexa-appkit.amazon.com                       | {"Service":"alexa-appkit.amazon.com"}
          111122223333                                  | {"AWS":"arn:aws:iam::111122223333:root"}
          arn:aws:iam::111122223333:root                | {"AWS":"arn:aws:iam::111122223333:root"}
          arn:aws:iam::111122223333:user/u              | {"AWS":"arn:aws:iam::111122223333:user/u"}
          arn:aws:iam::111122223333:role/path/r         | {"AWS":"arn:aws:iam::111122223333:role/path/r"}
          arn:aws:sts::111122223333:assumed-role/r/s    | {"AWS":"arn:aws:sts::111122223333:assumed-role/r/s"}
          """)
  void aPrincipalsFormSaysWhatItIs(String principal, String element) {
    assertThat(statement(request -> request.principal(principal)))
        .contains("\"Principal\":" + element + ",\"Action\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "invalid.nonaws.com",
        ".amazonaws.com",
        "s3",
        "11112222333",
        "1111222233334",
        "arn:aws:iam::111122223333:user/*",
        "arn:aws:iam::111122223333:group/g",
        "arn:aws:iam::*:root",
        "arn:aws:s3:::bucket",
        "AIDAEXAMPLE",
        "**"
      })
  void anythingElseIsNoPrincipal(String principal) {
    assertThatThrownBy(() -> statement(request -> request.principal(principal)))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining(
            "The provided principal was invalid. Please check the principal and try again.");
  }

  @Test
  void elementsStandInAwssOrder() {
    assertThat(statement(request -> request.sourceArn("arn:aws:s3:::b")))
        .isEqualTo(
            "{\"Sid\":\"s\",\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"s3.amazonaws.com\"},"
                + "\"Action\":\"lambda:InvokeFunction\",\"Resource\":\""
                + ARN
                + "\",\"Condition\":{\"ArnLike\":{\"AWS:SourceArn\":\"arn:aws:s3:::b\"}}}");
  }

  @Test
  void nothingGivenMakesNoCondition() {
    assertThat(statement(request -> request.invokedViaFunctionUrl(false)))
        .doesNotContain("Condition");
  }

  @Test
  void eachRestrictionIsAConditionOfItsOperator() {
    assertThat(
            statement(
                request ->
                    request
                        .principal("*")
                        .action("lambda:InvokeFunctionUrl")
                        .sourceAccount("111122223333")
                        .sourceArn("arn:aws:s3:::b")
                        .eventSourceToken("token")
                        .principalOrgID("o-1234567890")
                        .functionUrlAuthType("NONE")
                        .invokedViaFunctionUrl(true)))
        .endsWith(
            "\"Condition\":{\"StringEquals\":{\"AWS:SourceAccount\":\"111122223333\","
                + "\"lambda:EventSourceToken\":\"token\",\"lambda:FunctionUrlAuthType\":\"NONE\","
                + "\"aws:PrincipalOrgID\":\"o-1234567890\"},"
                + "\"ArnLike\":{\"AWS:SourceArn\":\"arn:aws:s3:::b\"},"
                + "\"Bool\":{\"lambda:InvokedViaFunctionUrl\":\"true\"}}}");
  }

  @Test
  void anAuthTypeNeedsTheActionThatHasOne() {
    assertThatThrownBy(() -> statement(request -> request.functionUrlAuthType("NONE")))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining(
            "FunctionUrlAuthType is only supported for lambda:InvokeFunctionUrl action");
  }
}
