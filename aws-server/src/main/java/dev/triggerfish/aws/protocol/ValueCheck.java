package dev.triggerfish.aws.protocol;

import dev.triggerfish.aws.model.ServiceModel;
import dev.triggerfish.aws.model.ShapeModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;

/** Walks along a value and the shape that it must have. Made once per shape and class. */
final class ValueCheck {

  /** A member of a structure. */
  private record Member(
      FieldPlan field, String name, boolean required, @Nullable ValueCheck check) {}

  private final ServiceModel service;
  private final ShapeModel shape;
  private final FieldPlans fields;
  private final Constraint constraint;
  private volatile @Nullable List<Member> members;
  private volatile @Nullable ValueCheck element;
  private final @Nullable Constraint key;

  /** The source of members' plans: a class or a field. */
  interface FieldPlans {
    StructurePlan structure();

    FieldPlan element();
  }

  ValueCheck(ServiceModel service, ShapeModel shape, FieldPlans fields) {
    this.service = service;
    this.shape = shape;
    this.fields = fields;
    boolean showsEnumValues = service.wording().showsEnumValues();
    constraint = new Constraint(shape, showsEnumValues);
    ShapeModel keyShape = shape.key() == null ? null : service.shapes().get(shape.key());
    key = keyShape == null ? null : new Constraint(keyShape, showsEnumValues);
  }

  static ValueCheck of(ServiceModel service, ShapeModel shape, FieldPlan field) {
    return new ValueCheck(
        service,
        shape,
        new FieldPlans() {
          @Override
          public StructurePlan structure() {
            return field.structure();
          }

          @Override
          public FieldPlan element() {
            return field.element();
          }
        });
  }

  void check(Object value, String path, Violations found) {
    for (String violation : constraint.violations(value)) {
      found.add(value, path, violation, constraint);
    }
    descend(value, path, found);
  }

  /** Checks what a value is made of, but not the value itself. */
  private void descend(Object value, String path, Violations found) {
    if (value instanceof SdkPojo pojo) {
      structure(pojo, path, found);
    } else if (value instanceof List<?> list) {
      list(list, path, found);
    } else if (value instanceof Map<?, ?> map) {
      map(map, path, found);
    }
  }

  private void structure(SdkPojo pojo, String path, Violations found) {
    String prefix = path.isEmpty() ? "" : path + ".";
    for (Member member : members()) {
      Object value = member.field.get(pojo);
      if (value != null) {
        if (member.check != null) {
          member.check.check(value, prefix + member.name, found);
        }
      } else if (member.required) {
        found.addNull(prefix + member.name);
      }
    }
  }

  private void list(List<?> list, String path, Violations found) {
    FieldPlan plan = fields.element();
    ValueCheck check = element(plan);
    for (int i = 0; i < list.size(); i++) {
      Object item = list.get(i);
      if (item == null || (check != null && !check.constraint.satisfiedBy(item))) {
        found.add(list, path, sentence("Member must satisfy constraint", check), sensitive(check));
        return;
      }
      if (check != null && isNested(plan)) {
        check.descend(item, path + "." + (i + 1) + ".member", found);
      }
    }
  }

  private void map(Map<?, ?> map, String path, Violations found) {
    FieldPlan plan = fields.element();
    ValueCheck check = element(plan);
    boolean nested = isNested(plan);
    boolean badKeys = false;
    boolean badValues = false;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object value = entry.getValue();
      badKeys |= key != null && !key.satisfiedBy(entry.getKey());
      if (value == null || (check != null && !check.constraint.satisfiedBy(value))) {
        badValues = true;
      } else if (nested && check != null) {
        check.descend(value, path + "." + entry.getKey() + ".member", found);
      }
    }
    if (badKeys && key != null) {
      String keys = "Map keys must satisfy constraint: [" + String.join(", ", key.sentences());
      found.add(map, path, keys + "]", sensitive(check));
    }
    if (badValues) {
      found.add(map, path, sentence("Map value must satisfy constraint", check), sensitive(check));
    }
  }

  private Constraint sensitive(@Nullable ValueCheck check) {
    return check != null && check.constraint.sensitive() ? check.constraint : constraint;
  }

  private static String sentence(String start, @Nullable ValueCheck check) {
    List<String> sentences =
        check == null ? new ArrayList<>() : new ArrayList<>(check.constraint.sentences());
    sentences.add(Constraint.NOT_NULL);
    return start + ": [" + String.join(", ", sentences) + "]";
  }

  private static boolean isNested(FieldPlan plan) {
    return plan.type == MarshallingKnownType.SDK_POJO
        || plan.type == MarshallingKnownType.LIST
        || plan.type == MarshallingKnownType.MAP;
  }

  private @Nullable ValueCheck element(FieldPlan plan) {
    ShapeModel model = shape.value() == null ? null : service.shapes().get(shape.value());
    ValueCheck check = element;
    if (check == null && model != null) {
      check = of(service, model, plan);
      element = check;
    }
    return check;
  }

  private List<Member> members() {
    List<Member> made = members;
    if (made == null) {
      StructurePlan plan = fields.structure();
      made = new ArrayList<>();
      for (FieldPlan field : plan.all) {
        String name = modelName(field);
        String shapeName = shape.members().get(name);
        ShapeModel model = shapeName == null ? null : service.shapes().get(shapeName);
        boolean required = shape.required().contains(name);
        if (required || model != null) {
          made.add(
              new Member(
                  field,
                  camelCase(name),
                  required,
                  model == null ? null : of(service, model, field)));
        }
      }
      members = made;
    }
    return made;
  }

  /** The SDK has renamed a few members; the model's name is then the one on the wire. */
  private String modelName(FieldPlan field) {
    String name = field.memberName;
    boolean known = shape.members().containsKey(name) || shape.required().contains(name);
    return known ? name : field.name;
  }

  /** AWS lowers the first letter and no other: {@code KMSKeyArn} is {@code kMSKeyArn}. */
  private static String camelCase(String name) {
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }
}
