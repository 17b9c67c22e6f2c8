package org.maapay.payer;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A shell without a screen: remembers what it was shown, and has a finger that can be withheld. */
final class TestHost implements Host {
  final List<View> shown = new ArrayList<>();
  final Map<String, String> stored = new HashMap<>();
  final Map<String, KeyPair> keys = new HashMap<>();
  final Set<RiskSign> signs = EnumSet.noneOf(RiskSign.class);
  boolean hasSensor = true;
  boolean fingerIsWilling = true;

  private final FakeInstitution institution;

  TestHost(FakeInstitution institution) {
    this.institution = institution;
  }

  synchronized View last() {
    return shown.get(shown.size() - 1);
  }

  <T extends View> T last(Class<T> type) {
    return type.cast(last());
  }

  @Override
  public Institution institution() {
    return new Institution(
        "MAAPAY", "MaaPay", FakeInstitution.ORIGIN, institution.vault.institutionPem());
  }

  @Override
  public Screen screen() {
    return view -> {
      synchronized (this) {
        shown.add(view);
      }
    };
  }

  @Override
  public Wire wire() {
    return institution;
  }

  @Override
  public Biometrics biometrics() {
    return new Finger();
  }

  @Override
  public Store store() {
    return new Store() {
      @Override
      public @Nullable String get(String name) {
        return stored.get(name);
      }

      @Override
      public void put(String name, String value) {
        stored.put(name, value);
      }

      @Override
      public void remove(String name) {
        stored.remove(name);
      }
    };
  }

  @Override
  public Set<RiskSign> riskSigns() {
    return signs;
  }

  @Override
  public String deviceLabel() {
    return "测试手机";
  }

  @Override
  public void pause(long millis) {}

  private final class Finger implements Biometrics {
    @Override
    public boolean isReady() {
      return hasSensor;
    }

    @Override
    public byte @Nullable [] create(String alias) {
      try {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        keys.put(alias, generator.generateKeyPair());
        return keys.get(alias).getPublic().getEncoded();
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public Signing sign(String alias, byte[] text) {
      var pair = keys.get(alias);
      if (pair == null) {
        return Signing.keyGone();
      }
      if (!fingerIsWilling) {
        return Signing.cancelled();
      }
      try {
        var signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(pair.getPrivate());
        signer.update(text);
        return Signing.signed(signer.sign());
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void delete(String alias) {
      keys.remove(alias);
    }
  }
}
