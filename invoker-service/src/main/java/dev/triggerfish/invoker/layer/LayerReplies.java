package dev.triggerfish.invoker.layer;

import dev.triggerfish.invoker.code.CodeLinks;
import dev.triggerfish.invoker.function.Members;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionByArnResponse;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionResponse;
import software.amazon.awssdk.services.lambda.model.LayerVersionContentOutput;
import software.amazon.awssdk.services.lambda.model.LayerVersionsListItem;
import software.amazon.awssdk.services.lambda.model.PublishLayerVersionResponse;

/**
 * A layer's version as AWS shows it; the SDK has a class per operation for the same members.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_GetLayerVersion.html">
 *     GetLayerVersion</a>
 */
final class LayerReplies {

  private static final DateTimeFormatter CREATED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'").withZone(ZoneOffset.UTC);

  private final CodeLinks links;

  LayerReplies(CodeLinks links) {
    this.links = links;
  }

  PublishLayerVersionResponse published(LayerVersion version) {
    var content = version.content();
    return PublishLayerVersionResponse.builder()
        .content(content(content))
        .layerArn(version.key().layer().arn())
        .layerVersionArn(version.key().arn())
        .description(content.description())
        .createdDate(created(content.created()))
        .version(version.key().version())
        .compatibleRuntimesWithStrings(content.runtimes())
        .licenseInfo(content.licenseInfo())
        .compatibleArchitecturesWithStrings(content.architectures())
        .build();
  }

  GetLayerVersionResponse shown(LayerVersion version) {
    return Members.copy(published(version), GetLayerVersionResponse.builder()).build();
  }

  GetLayerVersionByArnResponse shownByArn(LayerVersion version) {
    return Members.copy(published(version), GetLayerVersionByArnResponse.builder()).build();
  }

  static LayerVersionsListItem listed(LayerVersion version) {
    var content = version.content();
    return LayerVersionsListItem.builder()
        .layerVersionArn(version.key().arn())
        .version(version.key().version())
        .description(content.description())
        .createdDate(created(content.created()))
        .compatibleRuntimesWithStrings(content.runtimes())
        .licenseInfo(content.licenseInfo())
        .compatibleArchitecturesWithStrings(content.architectures())
        .build();
  }

  private LayerVersionContentOutput content(LayerVersion.Content content) {
    var hash = HexFormat.of().parseHex(content.sha256());
    return LayerVersionContentOutput.builder()
        .location(links.linkTo(content.sha256()))
        .codeSha256(Base64.getEncoder().encodeToString(hash))
        .codeSize(content.size())
        .build();
  }

  private static String created(Instant instant) {
    return CREATED.format(instant);
  }
}
