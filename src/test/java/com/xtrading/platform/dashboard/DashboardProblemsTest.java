package com.xtrading.platform.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.model.InvalidValue;
import java.util.List;
import org.junit.jupiter.api.Test;

class DashboardProblemsTest {

  private static final Dashboard PAGE =
      Dashboard.of("a-page", "A page", "What it answers.").row("", panel("Up", "up"));

  @Test
  void soundPagesHaveNoProblem() {
    Dashboard chosen =
        PAGE.with(new Variable.LabelValues("job", "Job", "up", "job"))
            .row("More", panel("Chosen", "up{job=~\"$job\"}[$__rate_interval]"))
            .with(new Link.Page("Other", "other-page"));
    Dashboard other = Dashboard.of("other-page", "Other", "Text.").row("", panel("Up", "up"));
    assertThat(DashboardProblems.of(List.of(chosen, other))).isEmpty();
  }

  @Test
  void aUidIsThereOnce() {
    Dashboard other = Dashboard.of("a-page", "B page", "Text.").row("", panel("Up", "up"));
    assertThat(DashboardProblems.of(List.of(PAGE, other)))
        .singleElement()
        .hasToString(
            "page a-page: \"A page\" and \"B page\" have one uid; give one of them another;"
                + " Grafana would keep only the last that it reads");
  }

  @Test
  void twoPanelsOfAPageHaveTwoTitles() {
    problem(PAGE.row("More", panel("Up", "up")), "two panels are called \"Up\"");
  }

  @Test
  void aPageHasAPanel() {
    problem(Dashboard.of("a-page", "A page", "Text."), "it has no panel");
  }

  @Test
  void whatIsAskedForCanBeChosen() {
    for (String reference : List.of("$job", "${job}", "${job:regex}")) {
      problem(
          PAGE.row("More", panel("Chosen", "up{job=\"%s\"}".formatted(reference))),
          "panel \"Chosen\" asks for $job, which nobody can choose");
    }
  }

  @Test
  void aVariableIsThereOnce() {
    Variable job = new Variable.Choice("job", "Job", List.of("a"));
    problem(PAGE.with(job).with(job), "variable job is declared twice");
  }

  @Test
  void linksLeadToPagesThatAreThere() {
    problem(PAGE.with(new Link.Page("Gone", "gone")), "it links to gone, which is not there");
  }

  @Test
  void aPageFitsAConfigMap() {
    assertThat(DashboardProblems.ofSize("a-page", "x".repeat(DashboardProblems.LARGEST))).isEmpty();
    // Bytes count, and this is two of them.
    assertThat(DashboardProblems.ofSize("a-page", "é".repeat(DashboardProblems.LARGEST / 2 + 1)))
        .hasValueSatisfying(
            problem ->
                assertThat(problem.problem())
                    .isEqualTo("its JSON has 200002 bytes, and at most 200000 fit"));
  }

  @Test
  void uidsAndNamesHaveTheFormOfAddresses() {
    for (String uid : List.of("", "A", "a_b", "a".repeat(41))) {
      assertThatThrownBy(() -> Dashboard.of(uid, "A page", "Text."))
          .isInstanceOf(InvalidValue.class)
          .hasMessage("\"%s\" is no uid of a page".formatted(uid));
    }
    assertThatThrownBy(() -> new Variable.Choice("datasource", "X", List.of("a")))
        .hasMessage("variable datasource is declared");
    assertThatThrownBy(() -> new Variable.Choice("a", "X", List.of("a,b")))
        .hasMessage("variable a has the values [a,b]");
    assertThatThrownBy(() -> new Link.Runbook("postgres down"))
        .hasMessage("\"postgres down\" is no name of an alert");
  }

  private static void problem(Dashboard page, String problem) {
    assertThat(DashboardProblems.of(List.of(page)))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.uid()).isEqualTo("a-page");
              assertThat(found.problem()).isEqualTo(problem);
              assertThat(found.change()).isNotBlank();
            });
  }

  private static Panel panel(String title, String expression) {
    return TimeSeries.of(
        Frame.of(title, "How to read it.", Unit.SHORT), PromQl.range(expression, "x"));
  }
}
