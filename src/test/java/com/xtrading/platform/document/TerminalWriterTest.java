package com.xtrading.platform.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TerminalWriterTest {

  private static String written(Block... blocks) {
    return TerminalWriter.write(Document.untitled(List.of(blocks)));
  }

  @Test
  void sectionsAreSetInAndSetOff() {
    Document document =
        Document.of(
            "staging -> production: 2 differences",
            List.of(
                Section.of("data", new Paragraph("replicas: 1 -> 3")),
                Section.of(
                    "edge",
                    Section.of("hosts", new Paragraph("one"), new Paragraph("two")),
                    new Code("sh", "dig host\n\n  whois host\n")),
                new Paragraph("Every difference is allowed.")));
    assertThat(TerminalWriter.write(document))
        .isEqualTo(
            """
            staging -> production: 2 differences

            data
              replicas: 1 -> 3

            edge
              hosts
                one
                two

                dig host

                  whois host

            Every difference is allowed.
            """);
  }

  @Test
  void paragraphsAndListsFollowEachOtherLineByLine() {
    assertThat(
            written(
                new Paragraph("first\nsecond"),
                new BulletList(List.of("a", "b\nc")),
                new Paragraph("third")))
        .isEqualTo(
            """
            first
            second
              a
              b
              c
            third
            """);
  }

  @Test
  void columnsStandBelowEachOther() {
    assertThat(
            written(
                new Paragraph("nodes"),
                new Table(
                    List.of("node", "CPU", "pods"),
                    List.of(List.of("node-1", "50 %", "20 of 110"), List.of("all", "", "a\nb"))),
                new Table(List.of(), List.of(List.of("steady", "fits")))))
        .isEqualTo(
            """
            nodes

            node    CPU   pods
            node-1  50 %  20 of 110
            all           a b

            steady  fits
            """);
  }

  @Test
  void theLastCellOfAShortRowSpansWhatIsLeft() {
    assertThat(
            written(
                new Table(
                    List.of("node", "CPU", "pods"),
                    List.of(
                        List.of("node-1", "50 %", "20"),
                        List.of("", "longer than the column of CPU"),
                        List.of("longer than the column of nodes")))))
        .isEqualTo(
            """
            node    CPU   pods
            node-1  50 %  20
                    longer than the column of CPU
            longer than the column of nodes
            """);
  }

  @Test
  void spacesBehindATitleKeepRoom() {
    assertThat(written(new Table(List.of("node    ", "pods"), List.of(List.of("all", "3")))))
        .isEqualTo("node      pods\nall       3\n");
  }

  @Test
  void whereNothingIsSaidNothingIsWritten() {
    assertThat(
            written(new Table(List.of(), List.of()), new BulletList(List.of()), new Paragraph("a")))
        .isEqualTo("a\n");
    assertThat(written()).isEmpty();
  }
}
