package org.maapay.simulator.operator.gsma;

import java.sql.SQLException;
import java.time.InstantSource;
import org.maapay.simulator.operator.Callbacks;
import org.maapay.simulator.operator.Family;
import org.maapay.simulator.operator.Inside;
import org.maapay.simulator.operator.Northbound;
import org.maapay.simulator.operator.Notices;
import org.maapay.simulator.operator.Profile;
import org.maapay.simulator.operator.store.MediaFiles;
import org.maapay.simulator.operator.store.Medias;

/**
 * A platform of FNW.11. Strict: contacts in E.164 that it serves, else 404. Lenient: any form of a
 * number, actions without {@code application}, and strangers are reported as failed.
 */
public final class GsmaFamily implements Family {
  private final Profile profile;

  public GsmaFamily(Profile profile) {
    this.profile = profile;
  }

  @Override
  public Notices notices(Callbacks callbacks, InstantSource clock) {
    return new GsmaNotices(callbacks, clock);
  }

  @Override
  public Northbound northbound(Inside inside, String root) throws SQLException {
    var around = inside.around();
    var medias = new Medias(inside.setup().name(), around.database(), around.clock());
    var notices = new GsmaNotices(inside.callbacks(), around.clock());
    var calls = new FileCalls(medias, new MediaFiles(root, medias), notices, inside);
    return new GsmaNorthbound(profile, inside, calls);
  }
}
