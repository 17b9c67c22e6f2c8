package org.maapay.posting;

import java.util.ArrayList;
import java.util.List;
import org.maapay.database.Database;
import org.maapay.kernel.Bucket;

/**
 * The lanes of this node, each the writer of its own buckets. On one PostgreSQL a single lane
 * serves all buckets, so that both legs of a payment share a commit; where buckets live on several
 * machines there are more, and an entry stays within the buckets of one (decision 7).
 */
public final class Lanes implements AutoCloseable {
  /** One writes while the others wait for the disk. */
  private static final int WRITERS = 3;

  /** Where each bucket has a commit of its own, more commits are under way at once. */
  private static final int WRITERS_APART = 8;

  private final List<PostingLane> lanes;
  private final Database database;

  private Lanes(int count, int writers, boolean apart, Database database, Runnable committed) {
    this.database = database;
    var made = new ArrayList<PostingLane>();
    for (int i = 0; i < count; i++) {
      made.add(new PostingLane(Integer.toString(i), apart, database, writers, committed));
    }
    this.lanes = List.copyOf(made);
  }

  /** As many lanes as {@code database} deals buckets over. */
  public static Lanes of(Database database, Runnable committed) {
    return new Lanes(database.lanes(), WRITERS, false, database, committed);
  }

  /**
   * Lanes for a database of the Citus profile: the engine knows where a bucket lives, and one call
   * of the posting function is for one bucket.
   */
  public static Lanes apart(Database database, Runnable committed) {
    return new Lanes(1, WRITERS_APART, true, database, committed);
  }

  /** The writer of {@code bucket}. */
  public PostingLane of(Bucket bucket) {
    return lanes.get(bucket.value() % lanes.size());
  }

  /** Whether rows of the two buckets may share an entry. */
  public boolean together(Bucket one, Bucket other) {
    return database.lane(one) == database.lane(other);
  }

  /** How many there are. */
  public int count() {
    return lanes.size();
  }

  /** Finishes what waits. */
  @Override
  public void close() {
    lanes.forEach(PostingLane::close);
  }
}
