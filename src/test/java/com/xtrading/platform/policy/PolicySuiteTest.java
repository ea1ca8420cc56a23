package com.xtrading.platform.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.declaration.Waiver;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.Manifest;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PolicySuiteTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final Evidence ANYTHING = Examples.in("staging", Examples.rendered());

  private final PolicySuite suite = PolicySuite.of(List.of(new FindsTwice()));

  /** Finds something in two objects, the later one first. */
  private static final class FindsTwice implements Rule {

    @Override
    public String statement() {
      return "";
    }

    @Override
    public String remedy() {
      return "";
    }

    @Override
    public String goodExample() {
      return "";
    }

    @Override
    public String badExample() {
      return "";
    }

    @Override
    public List<Finding> check(Evidence rendered) {
      return List.of(finding("Pod shop/web"), finding("Pod agents/log"));
    }

    private Finding finding(String object) {
      return new Finding(id(), severity(), object, "spec", "is wrong", "change it");
    }
  }

  private static Waiver waiver(String rule, String object, LocalDate expires) {
    return new Waiver(rule, object, "it needs the node", "platform", expires);
  }

  private Verdict judge(Waiver... waivers) {
    return suite.judge(ANYTHING, List.of(waivers), TODAY);
  }

  private static List<String> objects(List<Verdict.Waived> waived) {
    return waived.stream().map(one -> one.finding().object()).toList();
  }

  @Test
  void findingsComeInTheOrderOfTheirObjects() {
    Verdict verdict = judge();
    assertThat(verdict.findings())
        .extracting(Finding::object)
        .containsExactly("Pod agents/log", "Pod shop/web");
    assertThat(verdict.isFit()).isFalse();
  }

  @Test
  void aWaiverCoversItsObjectUpToAndIncludingItsLastDay() {
    Verdict verdict = judge(waiver("FindsTwice", "Pod agents/log", TODAY));
    assertThat(verdict.findings()).extracting(Finding::object).containsExactly("Pod shop/web");
    assertThat(objects(verdict.waived())).containsExactly("Pod agents/log");
    assertThat(verdict.waiverFindings()).isEmpty();
  }

  @Test
  void aStarAtTheEndCoversEveryObjectThatBeginsSo() {
    assertThat(objects(judge(waiver("FindsTwice", "Pod agents/*", TODAY)).waived()))
        .containsExactly("Pod agents/log");
    assertThat(judge(waiver("FindsTwice", "Pod*", TODAY)).isFit()).isTrue();
    assertThat(judge(waiver("FindsTwice", "Pod", TODAY)).waived()).isEmpty();
  }

  @Test
  void aFindingBehindAnExpiredWaiverIsNeitherWaivedNorLost() {
    Waiver expired = waiver("FindsTwice", "Pod*", TODAY.minusDays(1));
    Verdict verdict = judge(expired);
    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.waived()).isEmpty();
    assertThat(objects(verdict.expiredFindings()))
        .containsExactly("Pod agents/log", "Pod shop/web");
    assertThat(verdict.uncovered())
        .extracting(Finding::object)
        .containsExactly("Pod agents/log", "Pod shop/web");
    assertThat(verdict.expiredWaivers()).containsExactly(expired);
    assertThat(verdict.unusedWaivers()).isEmpty();
    assertThat(verdict.waiverFindings())
        .singleElement()
        .hasToString(
            "Waivers: Pod*: FindsTwice: waiver expired on 2026-11-22;"
                + " put it right, or ask platform to renew the waiver");
  }

  @Test
  void aValidWaiverCountsBeforeAnExpiredOne() {
    Verdict verdict =
        judge(
            waiver("FindsTwice", "Pod*", TODAY.minusDays(1)), waiver("FindsTwice", "Pod*", TODAY));
    assertThat(verdict.waived()).hasSize(2);
    assertThat(verdict.expiredFindings()).isEmpty();
  }

  @Test
  void waiversThatCoverNothingOrNameNoRuleAreShown() {
    Waiver unused = waiver("FindsTwice", "Pod shop/gone", TODAY);
    Waiver unknown = waiver("FindsThrice", "Pod shop/web", TODAY);
    Verdict verdict = judge(unused, unknown);
    assertThat(verdict.unusedWaivers()).containsExactly(unused);
    assertThat(verdict.unknownWaivers()).containsExactly(unknown);
    assertThat(verdict.waiverFindings()).hasSize(2);
  }

  @Test
  void anExpiredWaiverIsShownOnceEvenWhenItCoversNothing() {
    Verdict verdict = judge(waiver("FindsTwice", "Pod shop/gone", TODAY.minusDays(1)));
    assertThat(verdict.waiverFindings()).hasSize(1);
  }

  @Test
  void aRuleThatFailsIsNamedWithTheEnvironment() {
    Rule broken =
        new Rule() {
          @Override
          public String id() {
            return "Broken";
          }

          @Override
          public String statement() {
            return "";
          }

          @Override
          public String remedy() {
            return "";
          }

          @Override
          public String goodExample() {
            return "";
          }

          @Override
          public String badExample() {
            return "";
          }

          @Override
          public List<Finding> check(Evidence rendered) {
            throw new IllegalArgumentException("no idea");
          }
        };
    assertThatThrownBy(() -> PolicySuite.of(List.of(broken)).judge(ANYTHING, List.of(), TODAY))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("rule Broken failed on environment staging");
  }

  @Test
  void twoRulesOfOneNameAreRefused() {
    assertThatThrownBy(() -> PolicySuite.of(List.of(new FindsTwice(), new FindsTwice())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("FindsTwice");
  }

  @Test
  void aWaiverOfAScannersCheckIsNoneOfARuleThatDoesNotExistAndExpiresLikeOthers() {
    Evidence pod =
        Examples.rendered(
            List.of(
                new Manifest(
                    "manifests/web/Pod-web.yaml",
                    "web",
                    Fields.of("kind", "Pod")
                        .with("metadata", Fields.of("namespace", "shop").with("name", "web")))));
    Waiver valid = waiver("polaris/hostPathSet", "Pod shop/web", TODAY);
    Waiver expired = waiver("polaris/hostPathSet", "Pod shop/web", TODAY.minusDays(1));
    Waiver gone = waiver("polaris/hostPathSet", "Pod shop/gone", TODAY);
    Waiver unknown = waiver("polar/hostPathSet", "Pod shop/web", TODAY);
    Verdict verdict = suite.judge(pod, List.of(valid, expired, gone, unknown), TODAY);
    assertThat(verdict.expiredWaivers()).containsExactly(expired);
    assertThat(verdict.unusedWaivers()).containsExactly(gone);
    assertThat(verdict.unknownWaivers()).containsExactly(unknown);
  }
}
