package dev.triggerfish.e2e.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.e2e.NobodyMovesTheClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** §6.7: which members IAM answers, and which it does not. */
@NobodyMovesTheClock
class IamShapesTest {

  private static final String POLICY =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["apigatway:PUT"],\
      "Resource":["arn:aws:apigateway:us-east-1::/tags/arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A\
      %2Frestapis%2Faaeeieije"]}]}""";

  @BeforeAll
  static void principalsAreThere() {
    Wire.iam("CreateUser", "UserName", "shapes-user").is(200);
    role("shapes-plain").is(200);
    role("shapes-tagged", "Tags.member.1.Key", "test", "Tags.member.1.Value", "value").is(200);
  }

  private static Reply role(String name, String... more) {
    var parameters = new ArrayList<>(List.of("RoleName", name, "Path", "/shapes/"));
    parameters.addAll(List.of("AssumeRolePolicyDocument", Fixture.LAMBDA_TRUST));
    parameters.addAll(List.of(more));
    return Wire.iam("CreateRole", parameters.toArray(String[]::new));
  }

  /** The element of an answer that a path of names leads to. */
  private static Element element(Reply reply, String path) {
    try {
      var document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(reply.is(200).body()));
      var found = document.getDocumentElement();
      for (var name : path.split("/", -1)) {
        found = children(found).stream().filter(c -> c.getTagName().equals(name)).findFirst().get();
      }
      return found;
    } catch (IOException | ParserConfigurationException | SAXException e) {
      throw new AssertionError(reply.text(), e);
    }
  }

  private static List<Element> children(Element parent) {
    var children = new ArrayList<Element>();
    for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child) {
        children.add(child);
      }
    }
    return children;
  }

  private static List<String> names(Element parent) {
    return children(parent).stream().map(Element::getTagName).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "shapes-plain, MaxSessionDuration RoleLastUsed",
    "shapes-tagged, MaxSessionDuration RoleLastUsed Tags"
  })
  @Recorded("§6.7 GetRole's members")
  void aRole(String name, String more) {
    var members = new ArrayList<>(List.of(more.split(" ", -1)));
    members.addAll(
        List.of("Path", "RoleName", "RoleId", "Arn", "CreateDate", "AssumeRolePolicyDocument"));

    var role = element(Wire.iam("GetRole", "RoleName", name), "GetRoleResult/Role");

    assertThat(names(role)).containsExactlyInAnyOrderElementsOf(members);
  }

  @Test
  @Recorded("§6.7 GetRole: values")
  void aRolesValues() {
    var reply = Wire.iam("GetRole", "RoleName", "shapes-plain");

    assertThat(element(reply, "GetRoleResult/Role/Arn").getTextContent())
        .isEqualTo("arn:aws:iam::111122223333:role/shapes/shapes-plain");
    assertThat(element(reply, "GetRoleResult/Role/MaxSessionDuration").getTextContent())
        .isEqualTo("3600");
    assertThat(names(element(reply, "GetRoleResult/Role/RoleLastUsed"))).isEmpty();
    assertThat(element(reply, "GetRoleResult/Role/CreateDate").getTextContent())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    assertThat(decoded(element(reply, "GetRoleResult/Role/AssumeRolePolicyDocument")))
        .isEqualTo(Fixture.LAMBDA_TRUST);
  }

  /** Policies are answered in percent-encoding, on top of what they may have themselves. */
  private static String decoded(Element element) {
    assertThat(element.getTextContent()).startsWith("%7B");
    return URLDecoder.decode(element.getTextContent(), StandardCharsets.UTF_8);
  }

  @Test
  @Recorded("§6.7 CreateRole's members, with tags")
  void aNewRoleWithTags() {
    var role =
        element(
            role("shapes-new", "Tags.member.1.Key", "test", "Tags.member.1.Value", "value"),
            "CreateRoleResult/Role");

    assertThat(names(role))
        .containsExactlyInAnyOrder(
            "Path", "RoleName", "RoleId", "Arn", "CreateDate", "AssumeRolePolicyDocument", "Tags");
  }

  @Test
  @Recorded("§6.7 ListRoles' members: no tags, no last use")
  void listedRoles() {
    var reply = Wire.iam("ListRoles", "PathPrefix", "/shapes/");

    assertThat(element(reply, "ListRolesResult/IsTruncated").getTextContent()).isEqualTo("false");
    assertThat(children(element(reply, "ListRolesResult/Roles")))
        .isNotEmpty()
        .allSatisfy(
            role ->
                assertThat(names(role))
                    .containsExactlyInAnyOrder(
                        "Path",
                        "RoleName",
                        "RoleId",
                        "Arn",
                        "CreateDate",
                        "AssumeRolePolicyDocument",
                        "MaxSessionDuration"));
  }

  @Test
  @Recorded("§6.7 CreatePolicy's members")
  void aNewPolicy() {
    var reply =
        Wire.iam("CreatePolicy", "PolicyName", "shapes-policy", "PolicyDocument", POLICY).is(200);
    var policy = element(reply, "CreatePolicyResult/Policy");

    assertThat(names(policy))
        .containsExactlyInAnyOrder(
            "Arn",
            "AttachmentCount",
            "CreateDate",
            "DefaultVersionId",
            "IsAttachable",
            "Path",
            "PermissionsBoundaryUsageCount",
            "PolicyId",
            "PolicyName",
            "UpdateDate");
    assertThat(reply.text())
        .contains("<AttachmentCount>0</AttachmentCount>")
        .contains("<DefaultVersionId>v1</DefaultVersionId>")
        .contains("<IsAttachable>true</IsAttachable>")
        .contains("<PermissionsBoundaryUsageCount>0</PermissionsBoundaryUsageCount>");
  }

  @ParameterizedTest
  @CsvSource({"User, shapes-user", "Role, shapes-plain"})
  @Recorded("§6.7 inline policies keep their own percent-encoding")
  void anInlinePolicy(String kind, String name) {
    Wire.iam(
            "Put" + kind + "Policy",
            kind + "Name",
            name,
            "PolicyName",
            "inline",
            "PolicyDocument",
            POLICY)
        .is(200);

    var reply = Wire.iam("Get" + kind + "Policy", kind + "Name", name, "PolicyName", "inline");

    var result = element(reply, "Get" + kind + "PolicyResult");
    assertThat(names(result))
        .containsExactlyInAnyOrder(kind + "Name", "PolicyName", "PolicyDocument");
    assertThat(decoded(element(reply, "Get" + kind + "PolicyResult/PolicyDocument")))
        .isEqualTo(POLICY);
  }

  @ParameterizedTest
  @CsvSource({
    "UpdateAssumeRolePolicy, PolicyDocument, trust",
    "AttachRolePolicy, PolicyArn, arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess"
  })
  @Recorded("§6.7 answers without a result")
  void operationsWithoutAResult(String action, String member, String value) {
    var reply =
        Wire.iam(
                action,
                "RoleName",
                "shapes-plain",
                member,
                value.equals("trust") ? Fixture.LAMBDA_TRUST : value)
            .is(200);

    assertThat(reply.text()).contains("<" + action + "Response ").doesNotContain("Result>");
    assertThat(element(reply, "ResponseMetadata/RequestId").getTextContent())
        .isEqualTo(reply.header("x-amzn-RequestId"));
  }
}
