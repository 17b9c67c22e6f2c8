package org.maapay.device.webauthn;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks what browsers' authenticators make. The user must have been verified by the authenticator
 * (finger, face or the device's lock), else neither a key nor a signature counts.
 */
public final class WebAuthn {
  private static final List<PublicKeyCredentialParameters> KEYS =
      List.of(parameters(COSEAlgorithmIdentifier.ES256), parameters(COSEAlgorithmIdentifier.RS256));
  private static final boolean USER_VERIFIED = true;
  private static final boolean USER_PRESENT = true;

  private final WebAuthnManager manager;
  private final AttestedCredentialDataConverter credentials;
  private final String origin;
  private final Set<Origin> frameParents;

  /**
   * For the keys of one origin.
   *
   * @param origin the page that asks for keys, such as {@code https://pay.example}
   * @param frameParents pages that may hold it in a frame; none in production
   */
  public WebAuthn(String origin, List<String> frameParents) {
    var converter = new ObjectConverter();
    this.manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    this.credentials = new AttestedCredentialDataConverter(converter);
    this.origin = origin;
    this.frameParents =
        frameParents.stream().map(Origin::create).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * A key as it is kept.
   *
   * @param id base64url of the credential's id
   * @param credential WebAuthn's attested credential data, with the public key inside
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  public record Credential(String id, byte[] credential, long signCount) {}

  /** A signature as the browser gave it. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  public record Assertion(byte[] clientData, byte[] authenticatorData, byte[] signature) {}

  /** The key that was just made; empty if it is not for us, or not for this challenge. */
  public Optional<Credential> register(byte[] clientData, byte[] attestation, byte[] challenge) {
    try {
      var made =
          manager.verify(
              new RegistrationRequest(attestation, clientData),
              new RegistrationParameters(here(challenge), KEYS, USER_VERIFIED, USER_PRESENT));
      var data = made.getAttestationObject();
      if (data == null || data.getAuthenticatorData().getAttestedCredentialData() == null) {
        return Optional.empty();
      }
      var credential = data.getAuthenticatorData().getAttestedCredentialData();
      return Optional.of(
          new Credential(
              Base64.getUrlEncoder().withoutPadding().encodeToString(credential.getCredentialId()),
              credentials.convert(credential),
              data.getAuthenticatorData().getSignCount()));
    } catch (WebAuthnException e) {
      return Optional.empty();
    }
  }

  /** The key's counter after this signature; empty if the signature does not hold. */
  public Optional<Long> check(Credential key, Assertion assertion, byte[] challenge) {
    try {
      var request =
          new AuthenticationRequest(
              Base64.getUrlDecoder().decode(key.id()),
              assertion.authenticatorData(),
              assertion.clientData(),
              assertion.signature());
      var checked =
          manager.verify(
              request,
              new AuthenticationParameters(
                  here(challenge), record(key), null, USER_VERIFIED, USER_PRESENT));
      var data = checked.getAuthenticatorData();
      return data == null ? Optional.empty() : Optional.of(data.getSignCount());
    } catch (WebAuthnException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private ServerProperty here(byte[] challenge) {
    return ServerProperty.builder()
        .origin(Origin.create(origin))
        .rpId(URI.create(origin).getHost())
        .challenge(new DefaultChallenge(challenge))
        .topOriginPredicate(frameParents::contains)
        .build();
  }

  private CredentialRecord record(Credential key) {
    return new CredentialRecordImpl(
        new NoneAttestationStatement(),
        null,
        null,
        null,
        key.signCount(),
        credentials.convert(key.credential()),
        null,
        null,
        null,
        null);
  }

  private static PublicKeyCredentialParameters parameters(COSEAlgorithmIdentifier algorithm) {
    return new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm);
  }
}
