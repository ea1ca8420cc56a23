package com.xtrading.platform.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountsTest {

  @ParameterizedTest
  @CsvSource({"500m, 500", "2, 2000", "1500m, 1500"})
  void readsCpu(String text, long millicores) {
    assertThat(Cpu.parse(text).millicores()).isEqualTo(millicores);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "0", "0m", "1.5", "2 cores", "500M", "99999999999999999999"})
  void refusesOtherCpu(String text) {
    assertThatThrownBy(() -> Cpu.parse(text)).isInstanceOf(InvalidValue.class);
  }

  @ParameterizedTest
  @CsvSource({"1Ki, 1024", "512Mi, 536870912", "4Gi, 4294967296"})
  void readsMemory(String text, long bytes) {
    assertThat(Memory.parse(text).bytes()).isEqualTo(bytes);
  }

  @Test
  void namesTheBinaryUnitForADecimalOne() {
    assertThatThrownBy(() -> Memory.parse("4G"))
        .isInstanceOfSatisfying(
            InvalidValue.class,
            problem -> {
              assertThat(problem).hasMessage("\"4G\" is not an amount of memory");
              assertThat(problem.change()).contains("4Gi");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "4", "-4Gi", "0Gi", "4gi", "1.5Gi", "4 Gi", "999999999999Pi", "99999999Pi"})
  void refusesOtherMemory(String text) {
    assertThatThrownBy(() -> Memory.parse(text)).isInstanceOf(InvalidValue.class);
  }

  @Test
  void whatIsWrittenIsReadBack() {
    Random random = new Random(7);
    for (int round = 0; round < 1000; round++) {
      Memory memory = Memory.mebibytes(1 + random.nextInt(1 << 20));
      assertThat(Memory.parse(memory.toString())).isEqualTo(memory);
      Cpu cpu = Cpu.millis(1 + random.nextInt(1_000_000));
      assertThat(Cpu.parse(cpu.toString())).isEqualTo(cpu);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/8", "0.0.0.0/0", "10.30.0.2/32", "192.168.128.0/17"})
  void acceptsCanonicalRanges(String text) {
    assertThat(Cidr.parse(text)).hasToString(text);
  }

  @Test
  void namesTheCanonicalRange() {
    assertThatThrownBy(() -> Cidr.parse("10.30.0.2/20"))
        .isInstanceOfSatisfying(
            InvalidValue.class,
            problem -> assertThat(problem.change()).isEqualTo("write 10.30.0.0/20"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.0", "10.0.0.256/32", "10.0.0.0/33", "10.00.0.0/8", "::/0", "host/24"})
  void refusesOtherRanges(String text) {
    assertThatThrownBy(() -> Cidr.parse(text)).isInstanceOf(InvalidValue.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"latest", "main", "", "a b", "stable"})
  void refusesMovingTags(String tag) {
    assertThatThrownBy(() -> ImageRef.of("ghcr.io/xtrading/backend", tag))
        .isInstanceOf(InvalidValue.class);
  }

  @Test
  void anImageIsPulledByTagAndDigest() {
    Digest digest = new Digest("sha256:" + "0".repeat(64));
    assertThat(new ImageRef("ghcr.io/xtrading/backend", "1.0.0", java.util.Optional.of(digest)))
        .hasToString("ghcr.io/xtrading/backend:1.0.0@" + digest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://vault",
        "https://user:pw@vault.xtrading.com",
        "https://vault.xtrading.com?token=1",
        "vault"
      })
  void refusesAddressesWithCredentialsOrWithoutTls(String text) {
    assertThatThrownBy(() -> HttpsUrl.parse(text)).isInstanceOf(InvalidValue.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0m", "61m", "5", "5min", "-5m", "1h", ""})
  void refusesMinutesThatAreNone(String text) {
    assertThatThrownBy(() -> Minutes.parse(text)).isInstanceOf(InvalidValue.class);
  }

  @Test
  void minutesAreReadAsTheyAreWritten() {
    assertThat(Minutes.parse("60m")).hasToString("60m");
    assertThat(Minutes.parse("5m").duration()).hasSeconds(300);
  }
}
