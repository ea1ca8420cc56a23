package com.xtrading.platform.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MarkdownWriterTest {

  private static String written(Block... blocks) {
    return MarkdownWriter.write(Document.untitled(List.of(blocks)));
  }

  @Test
  void anEmptyLineStandsBetweenBlocks() {
    Document document =
        Document.of(
            "production",
            List.of(
                new Paragraph("Generated; see `docs/`.\n"),
                Section.of(
                    "Backup",
                    new Paragraph("Whoever owns the account\nruns this:"),
                    new Code(
                        "sh",
                        """
                        aws deploy \\
                          --region eu-west-1
                        """),
                    new BulletList(List.of("postgres/", "influxdb/"))),
                Section.of("Alerts", new Table(List.of("alert"), List.of(List.of("Watchdog"))))));
    assertThat(MarkdownWriter.write(document))
        .isEqualTo(
            """
            # production

            Generated; see `docs/`.

            ## Backup

            Whoever owns the account
            runs this:

            ```sh
            aws deploy \\
              --region eu-west-1
            ```

            - postgres/
            - influxdb/

            ## Alerts

            | alert |
            |---|
            | Watchdog |
            """);
  }

  @Test
  void sectionsStartAtTheSecondLevelEvenWithoutATitleAndEndAtTheSixth() {
    Section section = Section.of("inmost");
    for (int depth = 0; depth < 5; depth++) {
      section = Section.of("outer", section);
    }
    assertThat(written(section).lines().filter(line -> !line.isEmpty()))
        .containsExactly(
            "## outer", "### outer", "#### outer", "##### outer", "###### outer", "###### inmost");
  }

  @Test
  void aCellHoldsBarsAndLineBreaks() {
    assertThat(
            written(
                new Table(
                    List.of("role", "may"),
                    List.of(
                        List.of("admin|operator", "reads `a|b`,\nwrites *name*"), List.of("")))))
        .isEqualTo(
            """
            | role | may |
            |---|---|
            | admin\\|operator | reads `a\\|b`,<br>writes *name* |
            |  |
            """);
  }

  @Test
  void whatIsNoCellIsWrittenAsItIs() {
    assertThat(written(new Paragraph("a|b"), new Code("sh", "cat file | sort")))
        .isEqualTo("a|b\n\n```sh\ncat file | sort\n```\n");
  }

  @Test
  void aTableWithoutAHeaderGetsAnEmptyOne() {
    assertThat(written(new Table(List.of(), List.of(List.of("steady", "fits")))))
        .isEqualTo("|  |  |\n|---|---|\n| steady | fits |\n");
  }

  @Test
  void anItemOfSeveralLinesStaysOneItem() {
    assertThat(written(new BulletList(List.of("one\nand more", "two"))))
        .isEqualTo("- one\n  and more\n- two\n");
  }

  @Test
  void aListOfNothingLeavesNoGap() {
    assertThat(written(new Paragraph("a"), new BulletList(List.of()), new Paragraph("b")))
        .isEqualTo("a\n\nb\n");
  }

  @Test
  void aRowHasNoMoreCellsThanThereAreTitles() {
    assertThatThrownBy(() -> new Table(List.of("one"), List.of(List.of("a", "b"))))
        .hasMessage("2 cells below 1 titles: [a, b]");
  }
}
