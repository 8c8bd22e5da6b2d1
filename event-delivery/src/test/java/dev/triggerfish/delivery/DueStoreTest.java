package dev.triggerfish.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@OnEachDatabase("delivery-engine")
class DueStoreTest {

  private static final long PLENTY = Long.MAX_VALUE;
  private static final String FN = "arn:aws:lambda:us-east-1:000000000000:function:fn";
  private static final long NOW = 1_000_000;

  private final Database database;
  private final DueStore<Item> a;
  private final DueStore<Item> b;
  private int claims;

  DueStoreTest(TestDatabase database) {
    this.database = database.database();
    a = store(new Owner("a", "a/1", false));
    b = store(new Owner("b", "b/1", false));
  }

  private DueStore<Item> store(Owner owner) {
    return new DueStore<>(database, "item", owner, Item.FORMAT);
  }

  private void add(Item... items) {
    a.add(Arrays.stream(items).map(item -> new NewItem<>(item, false)).toList(), NOW, "add");
  }

  private void addClaimed(Item... items) {
    a.add(Arrays.stream(items).map(item -> new NewItem<>(item, true)).toList(), NOW, "add");
  }

  private List<Item> claim(DueStore<Item> store, int most) {
    return claim(store, NOW, most, PLENTY);
  }

  private List<Item> claim(DueStore<Item> store, long now, int most, long bytes) {
    return store.claim(FN, now, most, bytes, "claim-" + claims++);
  }

  private long rows() {
    return database.jdbc().sql("SELECT COUNT(*) FROM item").query(Long.class).single();
  }

  @Test
  void whatIsAddedTwiceIsThereOnce() {
    var first = Item.of(FN, "first");
    var second = Item.of(FN, "second");
    assertThat(a.add(List.of(new NewItem<>(first, false)), NOW, "one")).containsExactly(first.id());

    assertThat(
            a.add(
                List.of(new NewItem<>(first, false), new NewItem<>(second, true)), NOW, "another"))
        .containsExactly(second.id());

    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void manyAreAddedAtOnce() {
    var items = new Item[250];
    Arrays.setAll(items, i -> Item.of(FN, "n" + i));
    add(items);

    assertThat(claim(a, 1_000))
        .extracting(Item::id)
        .containsExactlyInAnyOrder(Arrays.stream(items).map(Item::id).toArray(String[]::new));
  }

  @Test
  void anItemIsReadAsItWasAdded() {
    var payload = new byte[1_048_576];
    Arrays.fill(payload, (byte) '1');
    var item = new Item("i", FN, payload, "héllo \"\\ \u0001", 7);
    add(item);

    assertThat(claim(a, 10)).singleElement().usingRecursiveComparison().isEqualTo(item);
  }

  @Test
  void anItemIsClaimedOnce() {
    add(Item.of(FN, "1"), Item.of(FN, "2"), Item.of(FN, "3"));

    assertThat(claim(a, 2)).hasSize(2);
    assertThat(claim(b, 2)).hasSize(1);
    assertThat(claim(a, 2)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // bytes, how many items of 100 bytes
    "0, 1",
    "99, 1",
    "100, 1",
    "199, 1",
    "200, 2",
    "1000, 3"
  })
  void noMoreIsClaimedThanFitsExceptForOne(long bytes, int expected) {
    add(Item.sized(FN, 100), Item.sized(FN, 100), Item.sized(FN, 100));

    assertThat(claim(a, NOW, 10, bytes)).hasSize(expected);
    assertThat(claim(a, 10)).hasSize(3 - expected);
  }

  @Test
  void whatIsAddedClaimedIsNobodyElses() {
    addClaimed(Item.of(FN, "1"));

    assertThat(claim(b, 2)).isEmpty();
    assertThat(b.unclaimed()).isEmpty();
  }

  @Test
  void onlyWhatIsDueIsClaimedAndTheLongestDueFirst() {
    var item = Item.of(FN, "1");
    var later = Item.of(FN, "2");
    addClaimed(item, later);
    a.write(
        List.of(
            new Change.Kept<>(item.tried(), NOW + 1_000, false),
            new Change.Kept<>(later, NOW + 500, false)));

    assertThat(claim(b, NOW + 499, 2, PLENTY)).isEmpty();
    assertThat(b.nextDue(FN)).isEqualTo(NOW + 500);
    assertThat(b.unclaimed()).isEqualTo(Map.of(FN, NOW + 500));
    var claimed = claim(b, NOW + 1_000, 2, PLENTY);

    assertThat(claimed).extracting(Item::id).containsExactly(later.id(), item.id());
    assertThat(claimed).extracting(Item::tries).containsExactly(0, 1);
    assertThat(b.nextDue(FN)).isNull();
  }

  @Test
  void anItemThatIsKeptClaimedIsNobodyElses() {
    var item = Item.of(FN, "1");
    addClaimed(item);

    a.write(List.of(new Change.Kept<>(item.tried(), NOW, true)));

    assertThat(claim(b, 1)).isEmpty();
    a.leave();
    assertThat(claim(b, 1)).extracting(Item::tries).containsExactly(1);
  }

  @Test
  void anItemMayGoOnInAnotherLane() {
    var item = Item.of("other", "1");
    addClaimed(item);
    var moved = new Item(item.id(), FN, item.payload(), item.name(), 0);

    a.write(List.of(new Change.Kept<>(moved, NOW, false)));

    assertThat(b.unclaimed()).isEqualTo(Map.of(FN, NOW));
  }

  @Test
  void whatAFailedStatementMayHaveClaimedIsFreeAgain() {
    addClaimed(Item.of(FN, "1"), Item.of(FN, "2"));
    b.write(List.of(new Change.Released<>("add")));
    assertThat(claim(b, 2)).isEmpty();

    a.write(List.of(new Change.Released<>("add")));

    assertThat(claim(b, 2)).hasSize(2);
  }

  @Test
  void aProcessThatIsSilentLosesItsClaims() {
    a.beat(1_000, 31_000);
    addClaimed(Item.of(FN, "1"));

    b.beat(31_000, 61_000);
    assertThat(claim(b, 1)).isEmpty();
    b.beat(31_001, 61_001);

    assertThat(claim(b, 1)).hasSize(1);
    assertThat(a.beat(31_002, 61_002)).isFalse();
    assertThat(a.beat(31_003, 61_003)).isTrue();
  }

  @Test
  void whatASilentProcessHasClaimedSinceIsFreeAsWell() {
    a.beat(1_000, 31_000);
    b.beat(31_001, 61_001);
    addClaimed(Item.of(FN, "1"));

    b.beat(31_002, 61_002);

    assertThat(claim(b, 1)).hasSize(1);
  }

  @Test
  void theNextStartOfAProcessHasItsClaimsAtOnceAndNobodyElses() {
    a.beat(1_000, 31_000);
    b.beat(1_000, 31_000);
    addClaimed(Item.of(FN, "a"));
    b.add(List.of(new NewItem<>(Item.of(FN, "b"), true)), NOW, "add");
    var restarted = store(new Owner("a", "a/2", false));

    restarted.takeOver();

    assertThat(claim(restarted, 2)).extracting(Item::name).containsExactly("a");
  }

  @Test
  void whoIsAloneHasAllClaimsAtOnce() {
    a.beat(1_000, 31_000);
    addClaimed(Item.of(FN, "a"));
    var alone = store(new Owner("c", "c/1", true));

    alone.takeOver();

    assertThat(claim(alone, 2)).hasSize(1);
  }

  @Test
  void whoHasLostAnItemHasNothingMoreToSayAboutIt() {
    var kept = Item.of(FN, "kept");
    var deleted = Item.of(FN, "deleted");
    addClaimed(kept, deleted);
    a.leave();
    assertThat(claim(b, 2)).hasSize(2);

    a.write(
        List.of(new Change.Kept<>(kept.tried(), NOW, false), new Change.Deleted<>(deleted.id())));

    assertThat(claim(a, 2)).isEmpty();
    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void whatIsDoneIsGone() {
    var item = Item.of(FN, "1");
    addClaimed(item);

    a.write(List.of(new Change.Deleted<>(item.id())));

    assertThat(rows()).isZero();
  }

  @Test
  void aRowThatCannotBeReadHoldsUpNoOther() {
    add(Item.of(FN, "1"), Item.of(FN, "2"));
    database.jdbc().sql("UPDATE item SET state = 'none' WHERE header LIKE '%1'").update();

    assertThat(claim(a, 2)).extracting(Item::name).containsExactly("2");
    assertThat(rows()).isEqualTo(2);
  }
}
