package com.xtrading.platform.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.declaration.NativeFile;
import com.xtrading.platform.policy.rules.Policies;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EvidenceTest {

  /** Objects without the policies that close them: every rule has something to say. */
  private static Evidence damaged() {
    JudgedEnvironment staging = TestPlatform.sample("staging");
    return Examples.rendered(
        staging.topology(),
        staging.manifests().stream()
            .filter(object -> !object.kind().equals("NetworkPolicy"))
            .filter(object -> !object.kind().equals("ServiceAccount"))
            .toList());
  }

  private static List<Finding> findings(Rule rule, Evidence evidence) {
    return rule.check(evidence);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void rulesThatRunSideBySideFindWhatEachFindsAlone(long seed) throws Exception {
    List<Rule> rules = new ArrayList<>(Policies.all());
    Evidence alone = damaged();
    List<List<Finding>> wanted = rules.stream().map(rule -> findings(rule, alone)).toList();
    assertThat(wanted.stream().filter(found -> !found.isEmpty())).hasSizeGreaterThan(3);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(seed));
    Evidence shared = damaged();
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<List<Finding>>> found = new ArrayList<>();
      for (int rule : order) {
        Callable<List<Finding>> work =
            () -> {
              start.await();
              return findings(rules.get(rule), shared);
            };
        found.add(threads.submit(work));
      }
      start.countDown();
      for (int i = 0; i < order.size(); i++) {
        assertThat(found.get(i).get())
            .as(rules.get(order.get(i)).id())
            .isEqualTo(wanted.get(order.get(i)));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whatIsDerivedIsDerivedOnceWhoeverAsks() throws Exception {
    AtomicInteger times = new AtomicInteger();
    CountDownLatch start = new CountDownLatch(1);
    Fact<Object> fact =
        new Fact<>(
            () -> {
              times.incrementAndGet();
              return new Object();
            });
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Object>> known = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        known.add(
            threads.submit(
                () -> {
                  start.await();
                  return fact.get();
                }));
      }
      start.countDown();
      for (Future<Object> one : known) {
        assertThat(one.get()).isSameAs(fact.get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(times).hasValue(1);
  }

  @Test
  void whatFailedIsTriedAgain() {
    AtomicInteger times = new AtomicInteger();
    Supplier<String> derivation =
        () -> {
          if (times.incrementAndGet() == 1) {
            throw new IllegalStateException("the first time");
          }
          return "known";
        };
    Fact<String> fact = new Fact<>(derivation);
    assertThat(org.assertj.core.api.Assertions.catchThrowable(fact::get))
        .hasMessage("the first time");
    assertThat(fact.get()).isEqualTo("known");
  }

  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#each")
  void oneMoreFileChangesNoFact(JudgedEnvironment rendered) {
    Evidence drawn = Examples.evidence(rendered.rendered());
    Evidence more = drawn.with(new NativeFile("more.txt", "example", "text\n"));
    assertThat(more.files()).hasSize(drawn.files().size() + 1);
    assertThat(more.index()).isSameAs(drawn.index());
    assertThat(more.parties()).isSameAs(drawn.parties());
    assertThat(more.capacity()).isSameAs(drawn.capacity());
    assertThat(more.connectivity()).isSameAs(drawn.connectivity());
  }
}
