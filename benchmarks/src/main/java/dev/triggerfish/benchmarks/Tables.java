package dev.triggerfish.benchmarks;

import dev.triggerfish.benchmarks.TableResults.Column;
import dev.triggerfish.benchmarks.TableResults.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** DynamoDB's tables on each database, beside the bare database, with everything durable. */
final class Tables {

  private static final int ITEM_BYTES = 300;
  private static final String FILE = "dynamodb/database.mv.db";

  private final Path project;
  private final Path folder;
  private final TableScale scale;
  private final TableResults results = new TableResults();

  Tables(Path project, Path folder, TableScale scale) {
    this.project = project;
    this.folder = folder;
    this.scale = scale;
  }

  TableResults measure() throws IOException, InterruptedException {
    progress("tables: bare H2");
    var bare = "jdbc:h2:file:" + folder.resolve("bare/h2") + ";MODE=PostgreSQL;WRITE_DELAY=0";
    new BareTables(bare, scale, results, Column.H2_BARE).measure();
    progress("tables: H2");
    measure(Column.H2, List.of());
    if (scale.postgreSql()) {
      measurePostgreSql();
    }
    return results;
  }

  private void measurePostgreSql() throws IOException, InterruptedException {
    var programs = Postgres.find();
    if (programs.isEmpty()) {
      progress("tables: no PostgreSQL is installed");
      return;
    }
    try (var server = new Postgres(programs.get())) {
      progress("tables: bare PostgreSQL");
      new BareTables(server.url(), scale, results, Column.POSTGRESQL_BARE).measure();
      progress("tables: PostgreSQL");
      measure(Column.POSTGRESQL, server.options());
    }
  }

  private void measure(Column column, List<String> database)
      throws IOException, InterruptedException {
    var data = folder.resolve("data-" + column);
    var product = start(data, database);
    try {
      new TableRun(product, scale, results, column).measure();
      if (column == Column.H2) {
        TableRun.overwrite(product, scale);
        var size = Files.size(data.resolve(FILE));
        results.add(Figure.FILE, column, size / ((double) scale.items() * ITEM_BYTES));
        product = killed(product, data);
      }
    } finally {
      product.close();
    }
  }

  /** Kills it again and again, and compares its starts with those that find nothing. */
  private Product killed(Product first, Path data) throws IOException {
    var product = first;
    var empty = new double[scale.starts()];
    var full = new double[scale.starts()];
    for (var i = 0; i < full.length; i++) {
      product.kill();
      try (var other = start(folder.resolve("empty-" + i), List.of())) {
        empty[i] = other.startTime().toMillis() / 1e3;
      }
      product = start(data, List.of());
      full[i] = product.startTime().toMillis() / 1e3;
    }
    if (full.length > 0) {
      results.add(Figure.READY, Column.H2, Load.median(full) - Load.median(empty));
    }
    return product;
  }

  private Product start(Path data, List<String> database) throws IOException {
    var options = new ArrayList<>(List.of("--data-dir", data.toString()));
    options.addAll(database);
    return Product.start(project, Files.createDirectories(folder.resolve("home")), options);
  }

  @SuppressWarnings("SystemOut") // long work shows that it goes on
  private static void progress(String text) {
    System.err.println(text);
  }
}
