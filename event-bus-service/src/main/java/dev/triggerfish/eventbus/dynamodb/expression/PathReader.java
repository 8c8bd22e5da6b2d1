package dev.triggerfish.eventbus.dynamodb.expression;

import java.util.ArrayList;
import java.util.function.Consumer;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.IdContext;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.ListAccessContext;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.MapAccessContext;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.PathContext;
import software.amazon.dax.org.antlr.v4.runtime.tree.ParseTree;

/** Reads document paths from trees of AWS's grammar. */
record PathReader(String parameter, Placeholders placeholders) {

  /** No list is longer than an item has bytes. */
  private static final int LARGEST_INDEX = 99_999_999;

  Path path(PathContext tree) {
    var steps = new ArrayList<Path.Step>();
    steps.add(name(tree.id()));
    for (var dereference : tree.dereference()) {
      steps.add(
          switch (dereference) {
            case MapAccessContext map -> name(map.id());
            case ListAccessContext list -> index(list.INDEX().getText());
            default -> throw new IllegalStateException("No step: " + dereference.getText());
          });
    }
    return new Path(steps);
  }

  private Path.Step name(IdContext id) {
    var placeholder = id.ATTRIBUTE_NAME_SUB();
    return new Path.Step.Name(
        placeholder == null ? id.getText() : placeholders.name(parameter, placeholder.getText()));
  }

  private Path.Step index(String text) {
    var index = 0L;
    for (var i = 0; i < text.length(); i++) {
      var digit = Character.digit(text.charAt(i), 10);
      index = digit < 0 ? index : Math.min(Integer.MAX_VALUE, index * 10 + digit);
    }
    if (index > LARGEST_INDEX) {
      throw Grammar.invalid(
          parameter, "List index is not within the allowable range; index: [" + index + "]");
    }
    return new Path.Step.Index((int) index);
  }

  /** Refuses names that are reserved words. */
  void requireNoReservedWord(ParseTree tree) {
    each(
        tree,
        node -> {
          if (node instanceof IdContext id
              && id.ID() != null
              && ReservedWords.contain(id.getText())) {
            throw Grammar.invalid(
                parameter,
                "Attribute name is a reserved keyword; reserved keyword: " + id.getText());
          }
        });
  }

  /** Visits a tree, parents before children. */
  static void each(ParseTree tree, Consumer<ParseTree> visitor) {
    visitor.accept(tree);
    for (var i = 0; i < tree.getChildCount(); i++) {
      each(tree.getChild(i), visitor);
    }
  }
}
