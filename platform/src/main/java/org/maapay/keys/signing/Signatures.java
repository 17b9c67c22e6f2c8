package org.maapay.keys.signing;

import java.security.Provider;
import java.security.Security;
import org.maapay.signature.JdkSignatures;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.signature.SignatureVerifier;
import org.maapay.signature.Signer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signers and verifiers by the fastest code there is for each algorithm: Amazon's native library
 * where it loads, else Bouncy Castle for the curves, and the JDK for RSA. SM2 is Bouncy Castle's.
 */
public final class Signatures {
  private static final Logger LOG = LoggerFactory.getLogger(Signatures.class);
  private static final String NATIVE =
      "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";
  private static final boolean HAS_NATIVE = installNative();

  private Signatures() {}

  /** A verifier for a public key in PEM; keys that are weak or of another kind are refused. */
  public static SignatureVerifier verifier(SignatureAlgorithm algorithm, String publicPem) {
    return switch (algorithm) {
      case SM2_SM3 -> Sm2.verifier(publicPem);
      case ED25519, ECDSA_P256_SHA256 -> {
        // It also refuses points of small order and off the curve.
        var checked = JdkSignatures.verifier(algorithm, publicPem);
        yield HAS_NATIVE ? checked : Curves.verifier(algorithm, publicPem);
      }
      case RSA_PSS_SHA512, RSA_V1_5_SHA256 -> JdkSignatures.verifier(algorithm, publicPem);
    };
  }

  /** A signer for a private key in PEM (PKCS#8). */
  public static Signer signer(String keyId, SignatureAlgorithm algorithm, String privatePem) {
    return switch (algorithm) {
      case SM2_SM3 -> Sm2.signer(keyId, privatePem);
      case ED25519, ECDSA_P256_SHA256 ->
          HAS_NATIVE
              ? JdkSignatures.signer(keyId, algorithm, privatePem)
              : Curves.signer(keyId, algorithm, privatePem);
      case RSA_PSS_SHA512, RSA_V1_5_SHA256 -> JdkSignatures.signer(keyId, algorithm, privatePem);
    };
  }

  /** Which code signs and verifies, for the start-up log. */
  public static String provider() {
    return HAS_NATIVE ? "Amazon Corretto Crypto Provider" : "Bouncy Castle";
  }

  /** By reflection: the library is built for some machines only and nothing else needs it. */
  private static boolean installNative() {
    try {
      var type = Class.forName(NATIVE);
      var provider = (Provider) type.getField("INSTANCE").get(null);
      if (type.getMethod("getLoadingError").invoke(provider) != null) {
        return false;
      }
      Security.insertProviderAt(provider, 1);
      return true;
    } catch (ReflectiveOperationException | LinkageError e) {
      LOG.debug("no native signatures: {}", e.getClass().getName());
      return false;
    }
  }
}
