package org.maapay.simulator.operator.rbm;

import java.sql.SQLException;
import java.time.InstantSource;
import org.maapay.simulator.operator.Callbacks;
import org.maapay.simulator.operator.Family;
import org.maapay.simulator.operator.Inside;
import org.maapay.simulator.operator.Northbound;
import org.maapay.simulator.operator.Notices;
import org.maapay.simulator.operator.Profile;
import org.maapay.simulator.operator.store.AccessTokens;
import org.maapay.simulator.operator.store.MediaFiles;
import org.maapay.simulator.operator.store.Medias;

/** Google. Strict: the webhook must pass its check before anything is sent. */
public final class RbmFamily implements Family {
  private final Profile profile;

  public RbmFamily(Profile profile) {
    this.profile = profile;
  }

  @Override
  public Notices notices(Callbacks callbacks, InstantSource clock) {
    return new RbmNotices(callbacks, clock);
  }

  @Override
  public Northbound northbound(Inside inside, String root) throws SQLException {
    var name = inside.setup().name();
    var around = inside.around();
    var medias = new Medias(name, around.database(), around.clock());
    var notices = new RbmNotices(inside.callbacks(), around.clock());
    return new RbmNorthbound(
        inside,
        new RbmNorthbound.Parts(
            new TokenService(
                root + "/token", new AccessTokens(name, around.database(), around.clock())),
            medias,
            new MediaFiles(root, medias),
            new Webhooks(profile, notices)));
  }
}
