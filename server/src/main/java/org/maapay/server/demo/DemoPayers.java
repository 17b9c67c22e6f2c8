package org.maapay.server.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.maapay.kernel.MobileNumber;
import org.maapay.kernel.Money;
import org.maapay.kernel.UserId;
import org.maapay.keys.PinVault;
import org.maapay.server.Platform;
import org.maapay.user.Users.Opening;

/**
 * Invents a crowd of payers for benchmarks: numbers 199 0000 0000 and on, each with a balance, a
 * password of his own and a mandate, written to {@code payers.tsv}. They come in blocks, a commit
 * for each; a block that is there already stays as it is, so that a crowd grows from start to
 * start.
 */
final class DemoPayers {
  private static final long FIRST = 19_900_000_000L;
  private static final int BLOCK = 1_000;
  private static final int WORKERS = 4;

  /** So many of them have a handset: nobody's messages wait long behind his own. */
  private static final int HANDSETS = 500;

  private static final Money BALANCE = new Money(1_000_00);

  private final Platform platform;
  private final CrowdMandates mandates;
  private final InstantSource clock;
  private final long seed;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param seed from which the passwords follow, so that the file can be written again
   */
  DemoPayers(Platform platform, CrowdMandates mandates, InstantSource clock, long seed) {
    this.platform = platform;
    this.mandates = mandates;
    this.clock = clock;
    this.seed = seed;
  }

  /**
   * The operators that serve those of {@code count} payers who have a handset, by their numbers.
   */
  static Map<String, String> handsets(int count) {
    var served = new LinkedHashMap<String, String>();
    for (int i = 0; i < Math.min(count, HANDSETS); i++) {
      var operators = DemoInvention.OPERATORS;
      served.put(mobile(i).digits(), operators.get(i % operators.size()));
    }
    return served;
  }

  /** Sees to it that there are {@code count} payers, whole blocks at least, and lists them. */
  void seed(int count, Path file) throws IOException, InterruptedException {
    int blocks = Math.ceilDiv(count, BLOCK);
    List<Callable<Boolean>> workers = new ArrayList<>();
    for (int worker = 0; worker < WORKERS; worker++) {
      var own = worker;
      workers.add(() -> {
        for (int block = own; block < blocks; block += WORKERS) {
          open(own, block);
          mandates.sign(signers(block));
        }
        return true;
      });
    }
    try (var threads = Executors.newFixedThreadPool(WORKERS)) {
      for (var done : threads.invokeAll(workers)) {
        done.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the payers could not be made", e.getCause());
    }
    list(count, file);
  }

  private void list(int count, Path file) throws IOException {
    var text = new StringBuilder("mobileNo\tpaymentPassword\tbalance\n");
    var balance = BALANCE.toYuan();
    for (int i = 0; i < count; i++) {
      var mobile = mobile(i);
      text.append(mobile.digits())
          .append('\t')
          .append(password(mobile))
          .append('\t')
          .append(balance)
          .append('\n');
    }
    DemoState.writePrivately(file, text.toString().getBytes(StandardCharsets.US_ASCII));
  }

  private void open(int worker, int block) {
    var known = platform.database().read(tx -> platform.users().find(tx, mobile(block * BLOCK)));
    if (known.isPresent()) {
      return;
    }
    var openings =
        IntStream.range(block * BLOCK, (block + 1) * BLOCK)
            .mapToObj(i -> opening(worker, mobile(i)))
            .toList();
    var passwords = new LinkedHashMap<UserId, byte[]>();
    for (var one : openings) {
      passwords.put(one.id(), password(one.mobile()).getBytes(StandardCharsets.US_ASCII));
    }
    platform.vault().pins().storeAll(passwords);
    platform.users().prepare(openings);
    var now = clock.instant();
    platform
        .database()
        .run(tx -> {
          platform.users().openAll(tx, openings, now);
          new OpeningBalances(platform.ledger()).give(tx, openings, BALANCE, now);
        });
  }

  private static List<CrowdMandates.Signer> signers(int block) {
    return IntStream.range(block * BLOCK, (block + 1) * BLOCK)
        .mapToObj(i -> new CrowdMandates.Signer(mobile(i), "CROWD-%07d".formatted(i)))
        .toList();
  }

  /** Each worker has buckets of its own: no two of them wait for each other's accounts. */
  private Opening opening(int worker, MobileNumber mobile) {
    var id = UserId.random(random);
    while (id.bucket().value() % WORKERS != worker) {
      id = UserId.random(random);
    }
    return new Opening(id, mobile, "测试用户", id.account());
  }

  private static MobileNumber mobile(int index) {
    return new MobileNumber(Long.toString(FIRST + index));
  }

  private String password(MobileNumber mobile) {
    var digits = new SplittableRandom(seed ^ Long.parseLong(mobile.digits()));
    while (true) {
      var password = "%06d".formatted(digits.nextInt(1_000_000));
      var octets = password.getBytes(StandardCharsets.US_ASCII);
      if (PinVault.accepts(octets, Optional.of(mobile))) {
        return password;
      }
    }
  }
}
