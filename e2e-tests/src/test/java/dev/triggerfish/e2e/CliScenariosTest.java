package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.triggerfish.e2e.FunctionScenariosTest.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A function's first day, by AWS's command line. */
@NobodyMovesTheClock
class CliScenariosTest {

  private static final String TRUST =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",\
      "Principal":{"Service":"lambda.amazonaws.com"}}]}\
      """;

  @TempDir private Path folder;

  private Shell shell;

  @BeforeEach
  void open() {
    assumeTrue(AwsCli.installed(), "no AWS command line is installed: apt-get install awscli");
    shell =
        AwsCli.shell(folder)
            .with("AWS_ACCESS_KEY_ID", "test")
            .with("AWS_SECRET_ACCESS_KEY", "test")
            .with("AWS_DEFAULT_REGION", "us-east-1")
            .with("ENDPOINT", PlatformKind.ALL_IN_ONE.running().endpoint().toString())
            .with("TRUST", TRUST);
  }

  @ParameterizedTest
  @EnumSource
  void createsInvokesReadsTheLogAndUpdates(Language language) throws IOException {
    Files.write(folder.resolve("first.zip"), language.answering("first").asByteArray());
    Files.write(folder.resolve("second.zip"), language.answering("second").asByteArray());
    shell
        .with("NAME", "cli-" + language.name().toLowerCase(Locale.ROOT))
        .with("RUNTIME", language.runtime.toString())
        .with("HANDLER", language.handler);

    var said =
        shell.run(
            "bash",
            "-euO",
            "expand_aliases",
            "-c",
            """
            tf() { aws --endpoint-url "$ENDPOINT" --output text "$@"; }
            role=$(tf iam create-role --role-name "$NAME" --assume-role-policy-document "$TRUST" --query Role.Arn)
            tf iam attach-role-policy --role-name "$NAME" \\
              --policy-arn arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
            tf lambda create-function --function-name "$NAME" --runtime "$RUNTIME" --handler "$HANDLER" \\
              --role "$role" --timeout 30 --zip-file fileb://first.zip --query State
            tf lambda wait function-active-v2 --function-name "$NAME"
            ask() {
              tf lambda invoke --function-name "$NAME" --cli-binary-format raw-in-base64-out \\
                --payload '{"name":"world"}' --query FunctionError "$1"
            }
            ask first.json
            tf logs filter-log-events --log-group-name "/aws/lambda/$NAME" --query 'events[].message'
            tf lambda update-function-code --function-name "$NAME" --zip-file fileb://second.zip --query LastUpdateStatus
            tf lambda wait function-updated-v2 --function-name "$NAME"
            ask second.json
            """);

    assertThat(said.code()).as(said.text()).isZero();
    assertThat(folder.resolve("first.json")).content().contains("\"first\"", "\"world\"");
    assertThat(folder.resolve("second.json")).content().contains("\"second\"", "\"world\"");
    assertThat(said.text()).contains("Pending", "InProgress", "heard world", "REPORT RequestId: ");
  }

  @Test
  void findsTheRegionOfABucket() throws IOException {
    Files.writeString(folder.resolve("letter"), "bonjour");

    var said =
        shell.run(
            "bash",
            "-eu",
            "-c",
            """
            tf() { aws --endpoint-url "$ENDPOINT" --output text --region "$@"; }
            tf us-east-1 s3 mb s3://cli-virginia
            tf eu-west-1 s3 mb s3://cli-dublin
            tf eu-west-1 s3 cp --no-progress letter s3://cli-virginia/letter
            tf us-east-1 s3 cp --no-progress letter s3://cli-dublin/letter
            tf ap-south-1 s3 ls s3://cli-virginia
            tf ap-south-1 s3api head-bucket --bucket cli-dublin
            tf ap-south-1 s3api head-object --bucket cli-dublin --key letter --query ContentLength
            tf us-east-1 s3 cp --no-progress s3://cli-dublin/letter copy
            tf us-east-1 s3 rm s3://cli-dublin/letter
            ! tf ap-south-1 s3api head-object --bucket cli-dublin --key letter
            """);

    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text()).contains(" 7 letter", "Not Found").doesNotContain("301");
    assertThat(folder.resolve("copy")).content().isEqualTo("bonjour");
  }

  @Test
  void createsAndUpdatesAFunctionOfObjectsInS3() throws IOException {
    Files.write(folder.resolve("first.zip"), VersionScenariosTest.code("first").asByteArray());
    Files.write(folder.resolve("second.zip"), VersionScenariosTest.code("second").asByteArray());

    var said =
        shell.run(
            "bash",
            "-eu",
            "-c",
            """
            tf() { aws --endpoint-url "$ENDPOINT" --output text "$@"; }
            role=$(tf iam create-role --role-name cli-code --assume-role-policy-document "$TRUST" --query Role.Arn)
            tf s3 mb s3://cli-code
            tf s3 cp --no-progress first.zip s3://cli-code/first.zip
            tf s3 cp --no-progress second.zip s3://cli-code/second.zip
            tf lambda create-function --function-name cli-code --runtime python3.12 --handler index.handler \
              --role "$role" --timeout 30 --code S3Bucket=cli-code,S3Key=first.zip --query CodeSize
            tf lambda wait function-active-v2 --function-name cli-code
            tf lambda invoke --function-name cli-code first.json
            tf lambda update-function-code --function-name cli-code --s3-bucket cli-code --s3-key second.zip \
              --query LastUpdateStatus
            tf lambda wait function-updated-v2 --function-name cli-code
            tf lambda invoke --function-name cli-code second.json
            """);

    assertThat(said.code()).as(said.text()).isZero();
    assertThat(folder.resolve("first.json")).content().contains("first");
    assertThat(folder.resolve("second.json")).content().contains("second");
  }

  @Test
  void publishesAndMovesAnAlias() throws IOException {
    Files.write(folder.resolve("first.zip"), VersionScenariosTest.code("first").asByteArray());
    Files.write(folder.resolve("second.zip"), VersionScenariosTest.code("second").asByteArray());

    var said =
        shell.run(
            "bash",
            "-euO",
            "expand_aliases",
            "-c",
            """
            tf() { aws --endpoint-url "$ENDPOINT" --output text "$@"; }
            role=$(tf iam create-role --role-name cli-versions --assume-role-policy-document "$TRUST" --query Role.Arn)
            tf lambda create-function --function-name cli-versions --runtime python3.12 --handler index.handler \
              --role "$role" --timeout 30 --zip-file fileb://first.zip --publish --query Version
            tf lambda wait function-active-v2 --function-name cli-versions
            tf lambda wait published-version-active --function-name cli-versions --qualifier 1
            tf lambda update-function-code --function-name cli-versions --zip-file fileb://second.zip --query LastUpdateStatus
            tf lambda wait function-updated-v2 --function-name cli-versions
            tf lambda publish-version --function-name cli-versions --description second --query FunctionArn
            tf lambda create-alias --function-name cli-versions --name live --function-version 1 \
              --routing-config AdditionalVersionWeights={"2"=1} --query RoutingConfig
            tf lambda invoke --function-name cli-versions:live --query ExecutedVersion shared.json
            tf lambda update-alias --function-name cli-versions --name live \
              --routing-config AdditionalVersionWeights={} --query Name
            tf lambda invoke --function-name cli-versions --qualifier live --query ExecutedVersion alone.json
            tf lambda list-aliases --function-name cli-versions --query 'Aliases[].Name'
            tf lambda list-versions-by-function --function-name cli-versions --query 'Versions[].Version'
            tf lambda tag-resource --tags team=blue \
              --resource arn:aws:lambda:us-east-1:000000000000:function:cli-versions
            tf lambda list-tags --resource arn:aws:lambda:us-east-1:000000000000:function:cli-versions
            """);

    assertThat(said.code()).as(said.text()).isZero();
    assertThat(folder.resolve("shared.json")).content().contains("second", "2 cli-versions:live");
    assertThat(folder.resolve("alone.json")).content().contains("first", "1 cli-versions:live");
    assertThat(said.text()).contains("function:cli-versions:2", "$LATEST\t1\t2", "blue");
  }

  @Test
  void quickCreatesAnHttpApiThatAnswers() throws IOException {
    Files.write(
        folder.resolve("api.zip"),
        Functions.python("def handler(e, c): return 'hello from ' + e['rawPath']").asByteArray());

    var said =
        shell
            .with("NAME", "cli-api")
            .run(
                "bash",
                "-eu",
                "-c",
                """
                tf() { aws --endpoint-url "$ENDPOINT" --output text "$@"; }
                role=$(tf iam create-role --role-name "$NAME" --assume-role-policy-document "$TRUST" --query Role.Arn)
                arn=$(tf lambda create-function --function-name "$NAME" --runtime python3.12 \
                  --handler index.handler --role "$role" --zip-file fileb://api.zip --query FunctionArn)
                tf lambda wait function-active-v2 --function-name "$NAME"
                id=$(tf apigatewayv2 create-api --name "$NAME" --protocol-type HTTP --target "$arn" --query ApiId)
                tf lambda add-permission --function-name "$NAME" --statement-id api \
                  --action lambda:InvokeFunction --principal apigateway.amazonaws.com \
                  --source-arn "arn:aws:execute-api:us-east-1:000000000000:$id/*" --query Statement
                tf apigatewayv2 get-routes --api-id "$id" --query 'Items[].RouteKey'
                echo "id=$id"
                """);

    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text()).contains("$default");
    var id = said.text().substring(said.text().indexOf("id=") + 3).strip();
    var calls = new SiteCalls(PlatformKind.ALL_IN_ONE.running().endpoint());
    assertThat(calls.get(id + ".execute-api.localhost", "/x").text()).isEqualTo("hello from /x");
  }
}
