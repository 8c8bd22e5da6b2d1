package dev.triggerfish.eventbus.sns.publish;

import dev.triggerfish.aws.storage.Database;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The key of this data directory, made when it is first needed. */
final class SigningKeyStore {

  private final Database database;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable SigningKey current;

  SigningKeyStore(Database database) {
    this.database = database;
  }

  SigningKey current() {
    var known = current;
    return known == null ? load() : known;
  }

  private SigningKey load() {
    lock.lock();
    try {
      var known = current;
      if (known == null) {
        known = first().orElseGet(this::make);
        current = known;
      }
      return known;
    } finally {
      lock.unlock();
    }
  }

  private Optional<SigningKey> first() {
    return database
        .jdbc()
        .sql("select * from signing_key order by id limit 1")
        .query(
            (row, _) ->
                SigningKey.of(
                    row.getString("id"),
                    row.getString("private_key"),
                    row.getString("certificate")))
        .optional();
  }

  private SigningKey make() {
    var made = SigningKey.generate();
    database
        .jdbc()
        .sql("insert into signing_key (id, private_key, certificate) values (?, ?, ?)")
        .params(made.id(), made.encodedKey(), made.certificate())
        .update();
    return made;
  }

  /** The certificate of a key, PEM. */
  Optional<String> certificate(String id) {
    return database
        .jdbc()
        .sql("select certificate from signing_key where id = ?")
        .param(id)
        .query(String.class)
        .optional();
  }
}
