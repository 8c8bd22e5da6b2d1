package dev.triggerfish.aws.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyRequest;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;

class QueryRequestTest {

  @Test
  void listsAreInTheOrderOfTheirNumbers() {
    var request =
        (CreateRoleRequest)
            Requests.query(
                    "iam",
                    "Action=CreateRole&Tags.member.10.Key=c&Tags.member.2.Key=b&Tags.member.2.Value=%2B+"
                        + "&Tags.member.1.Key=a&RoleName=r&Version=2010-05-08")
                .request();
    assertThat(request.roleName()).isEqualTo("r");
    assertThat(request.tags())
        .containsExactly(
            Tag.builder().key("a").build(),
            Tag.builder().key("b").value("+ ").build(),
            Tag.builder().key("c").build());
  }

  @Test
  void anEmptyListIsSaidByItsNameAlone() {
    var request = (CreateRoleRequest) Requests.query("iam", "Action=CreateRole&Tags=").request();
    assertThat(request.hasTags()).isTrue();
    assertThat(request.tags()).isEmpty();
    request = (CreateRoleRequest) Requests.query("iam", "Action=CreateRole").request();
    assertThat(request.hasTags()).isFalse();
  }

  @Test
  void mapsAreEntriesOfKeysAndValues() {
    var request =
        (CreateTopicRequest)
            Requests.query(
                    "sns",
                    "Action=CreateTopic&Attributes.entry.1.key=A&Attributes.entry.1.value=1"
                        + "&Attributes.entry.2.key=B&Attributes.entry.2.value=")
                .request();
    assertThat(request.attributes()).isEqualTo(Map.of("A", "1", "B", ""));
  }

  @Test
  void unknownParametersAreReported() {
    var decoded =
        Requests.query(
            "iam",
            "Action=CreateRole&Version=2010-05-08&RoleNam=x&Tags.member.1.Key=a&Tags.member.1.Kez=b"
                + "&Tags.1.Key=c&AWSAccessKeyId=1");
    assertThat(decoded.unknownMembers())
        .containsExactlyInAnyOrder("RoleNam", "Tags.member.1.Kez", "Tags.1.Key", "AWSAccessKeyId");
  }

  @Test
  void oddNamesAreHarmless() {
    var decoded =
        Requests.query("iam", "Action=CreateRole&.=1&..=2&=3&Tags.member.-1.Key=x&RoleName.x=4&&");
    assertThat(decoded.request()).isEqualTo(CreateRoleRequest.builder().build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"MaxItems=x", "MaxItems=", "RoleName=%G0", "RoleName=%", "RoleName=%ff"})
  void unreadableValuesAreRefused(String parameter) {
    assertThatThrownBy(() -> Requests.query("iam", "Action=ListRolePolicies&" + parameter))
        .isInstanceOf(AwsServiceException.class);
  }

  @Test
  void sizeIsLimited() {
    String many = "Action=CreateRole" + "&Tags.member.1.Key=x".repeat(20_001);
    assertThatThrownBy(() -> Requests.query("iam", many))
        .isInstanceOf(AwsServiceException.class)
        .hasMessageContaining("Too many");
    String deep = "Action=CreateRole&" + "a.".repeat(60) + "=1";
    assertThatThrownBy(() -> Requests.query("iam", deep)).isInstanceOf(AwsServiceException.class);
  }

  @Test
  void listsMayHoldNothingButStrings() {
    var request =
        (SimulateCustomPolicyRequest)
            Requests.query(
                    "iam",
                    "Action=SimulateCustomPolicy&ActionNames.member.1=a&ActionNames.member.2=b")
                .request();
    assertThat(request.actionNames()).containsExactly("a", "b");
  }
}
