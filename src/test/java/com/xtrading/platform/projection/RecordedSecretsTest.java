package com.xtrading.platform.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.KnownSecrets;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The secrets that rules know of, and the keys in them, are those that the running operators made
 * of the same Certificates, ExternalSecrets and Users.
 */
class RecordedSecretsTest {

  /** A key that nobody gives a secret: one that has it has keys that are not known. */
  private static final String NOBODYS = "nobody's";

  /** Of the ExternalSecrets of all cases those whose keys only the store or a text knows. */
  private static final Set<String> UNKNOWN =
      Set.of("extracted", "extracted-and-one", "found", "from-texts");

  static Stream<RecordedOperatorsTest.Case> cases() throws IOException {
    return RecordedOperatorsTest.cases()
        .filter(
            one ->
                one.folder()
                    .getParent()
                    .getFileName()
                    .toString()
                    .matches("(cert-manager|external-secrets|messaging-topology-operator)-.*"));
  }

  private static Stream<Manifest> made(RecordedOperatorsTest.Case one) {
    return RecordedOperatorsTest.recorded(one).stream().filter(made -> made.is(Kinds.SECRET));
  }

  /** Every name that a secret of a case could have. */
  private static Set<String> names(RecordedOperatorsTest.Case one) {
    Set<String> names = new TreeSet<>();
    for (Manifest given : one.given()) {
      if (given.namespace().equals(RecordedOperatorsTest.NAMESPACE)) {
        names.add(given.name());
        names.add(given.name() + "-user-credentials");
        names.add(given.at("spec", "secretName").text(given.name()));
        names.add(given.at("spec", "target", "name").text(given.name()));
      }
    }
    return names;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void areThoseThatTheOperatorsMade(RecordedOperatorsTest.Case one) {
    KnownSecrets known = new KnownSecrets(Projection.of(one.given()));
    Set<String> there =
        Stream.concat(made(one), one.given().stream().filter(given -> given.is(Kinds.SECRET)))
            .filter(secret -> secret.namespace().equals(RecordedOperatorsTest.NAMESPACE))
            .map(Manifest::name)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> expected =
        names(one).stream()
            .filter(name -> known.has(RecordedOperatorsTest.NAMESPACE, name))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(expected).isEqualTo(there);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void haveTheKeysThatTheOperatorsPutThere(RecordedOperatorsTest.Case one) throws IOException {
    KnownSecrets known = new KnownSecrets(Projection.of(one.given()));
    Set<String> keys = new TreeSet<>();
    cases()
        .flatMap(RecordedSecretsTest::made)
        .forEach(secret -> keys.addAll(secret.at("data").map().keySet()));
    made(one)
        .forEach(
            secret -> {
              Set<String> is = secret.at("data").map().keySet();
              boolean isKnown =
                  !known.hasKey(RecordedOperatorsTest.NAMESPACE, secret.name(), NOBODYS);
              assertThat(isKnown).as(secret.name()).isNotEqualTo(UNKNOWN.contains(secret.name()));
              assertThat(keys)
                  .as(secret.name())
                  .filteredOn(
                      key -> known.hasKey(RecordedOperatorsTest.NAMESPACE, secret.name(), key))
                  .containsExactlyInAnyOrderElementsOf(isKnown ? is : keys);
            });
  }

  @Test
  void wereRecordedOfEachKindThatMakesSome() throws IOException {
    assertThat(
            cases()
                .flatMap(RecordedSecretsTest::made)
                .flatMap(secret -> secret.at("metadata", "ownerReferences").elements())
                .map(owner -> owner.at("kind").text("")))
        .contains("ExternalSecret", "User");
    assertThat(cases().flatMap(one -> one.given().stream()).map(Manifest::groupKind))
        .contains(Kinds.CERTIFICATE, Kinds.EXTERNAL_SECRET);
  }
}
