package com.xtrading.platform.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicKeyTest {

  @ParameterizedTest
  @CsvSource({"secp256r1, ES256", "secp384r1, ES384", "secp521r1, ES512"})
  void aCurveHasItsSignature(String curve, String algorithm) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    assertThat(key(generator).algorithm()).isEqualTo(algorithm);
  }

  @Test
  void soHaveEdwardsCurvesAndRsa() throws GeneralSecurityException {
    assertThat(key(KeyPairGenerator.getInstance("Ed25519")).algorithm()).isEqualTo("EdDSA");
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(2048);
    PublicKey key = key(rsa);
    assertThat(key.algorithm()).isEqualTo("RS256");
    assertThat(key.pem().lines().mapToInt(String::length)).allMatch(length -> length <= 64);
    assertThat(String.join("", key.pem().lines().filter(line -> !line.startsWith("-")).toList()))
        .isEqualTo(key.value());
  }

  @Test
  void refusesRsaThatIsTooShort() throws GeneralSecurityException {
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(1024);
    assertThatThrownBy(() -> key(rsa))
        .isInstanceOf(InvalidValue.class)
        .hasMessageContaining("is no public key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not base64!", "AAAA", "-----BEGIN PUBLIC KEY-----"})
  void refusesWhatIsNoKey(String text) {
    assertThatThrownBy(() -> PublicKey.parse(text)).isInstanceOf(InvalidValue.class);
  }

  @Test
  void refusesThePrivateHalfAndDoesNotRepeatIt() throws GeneralSecurityException {
    String half =
        Base64.getEncoder()
            .encodeToString(
                KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded());
    assertThatThrownBy(() -> PublicKey.parse(half))
        .isInstanceOf(InvalidValue.class)
        .hasMessageNotContaining(half.substring(21));
  }

  private static PublicKey key(KeyPairGenerator generator) {
    return PublicKey.parse(
        Base64.getEncoder().encodeToString(generator.generateKeyPair().getPublic().getEncoded()));
  }
}
