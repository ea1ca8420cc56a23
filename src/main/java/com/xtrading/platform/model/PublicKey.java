package com.xtrading.platform.model;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The public half of a key pair that signs tokens, as SubjectPublicKeyInfo (RFC 5280, section
 * 4.1.2.7) in base64: the lines of a PEM file between BEGIN and END, joined.
 *
 * @param value base64 without line breaks
 */
public record PublicKey(String value) {

  private static final int LEAST_RSA_BITS = 2048;
  private static final int PEM_LINE = 64;

  public PublicKey {
    if (algorithm(value).isEmpty()) {
      throw new InvalidValue(
          "\"%s\" is no public key that a token can be checked with".formatted(shortened(value)),
          "base64 of an EC key (P-256, P-384, P-521), an Ed25519 key, or an RSA key of %d bits or more"
              .formatted(LEAST_RSA_BITS),
          "join the lines between BEGIN PUBLIC KEY and END PUBLIC KEY of the PEM file");
    }
  }

  public static PublicKey parse(String text) {
    return new PublicKey(text);
  }

  private static String shortened(String text) {
    return text.length() <= 20 ? text : text.substring(0, 20) + "…";
  }

  /** How tokens of the key are signed, as RFC 7518 (section 3.1) and RFC 8037 call it. */
  public String algorithm() {
    return algorithm(value).orElseThrow();
  }

  private static Optional<String> algorithm(String text) {
    byte[] encoded;
    try {
      encoded = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
    for (String family : List.of("EC", "Ed25519", "RSA")) {
      try {
        java.security.PublicKey key =
            KeyFactory.getInstance(family).generatePublic(new X509EncodedKeySpec(encoded));
        return algorithmOf(key);
      } catch (GeneralSecurityException otherFamily) {
        continue;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> algorithmOf(java.security.PublicKey key) {
    if (key instanceof ECPublicKey ec) {
      return switch (ec.getParams().getCurve().getField().getFieldSize()) {
        case 256 -> Optional.of("ES256");
        case 384 -> Optional.of("ES384");
        case 521 -> Optional.of("ES512");
        default -> Optional.empty();
      };
    }
    if (key instanceof RSAPublicKey rsa) {
      return rsa.getModulus().bitLength() >= LEAST_RSA_BITS
          ? Optional.of("RS256")
          : Optional.empty();
    }
    return key instanceof EdECPublicKey ? Optional.of("EdDSA") : Optional.empty();
  }

  /** The key as a PEM text (RFC 7468, section 13). */
  public String pem() {
    StringBuilder text = new StringBuilder("-----BEGIN PUBLIC KEY-----\n");
    for (int from = 0; from < value.length(); from += PEM_LINE) {
      text.append(value, from, Math.min(value.length(), from + PEM_LINE)).append('\n');
    }
    return text.append("-----END PUBLIC KEY-----\n").toString();
  }

  @Override
  public String toString() {
    return value;
  }
}
