package com.xtrading.platform.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MetricSetTest {

  private static final Path FOLDER = Path.of("src/main/resources/metrics");

  /** Names that Prometheus takes without quotes. */
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

  private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  /** Some release of the program, told by its number; the contract of our own services has none. */
  private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)*");

  @Test
  void everySetHasAFileAndEveryFileASet() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(MetricSet.values()).map(set -> set + ".tsv").toList());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFileSaysWhatItIsOfAndFromWhereItKnows(MetricSet set) throws IOException {
    List<String> comments = lines(set).stream().takeWhile(MetricSetTest::isComment).toList();

    assertThat(comments).isNotEmpty();
    assertThat(comments).allMatch(line -> line.startsWith("# "), "a space after #");
    assertThat(comments.stream().filter(line -> line.startsWith("# Source: "))).hasSize(1);
    if (set != MetricSet.SERVICES) {
      assertThat(comments.get(0)).containsPattern(VERSION);
    }
  }

  @ParameterizedTest
  @EnumSource
  void itsRowsAreSortedAndSayEachNameOnce(MetricSet set) throws IOException {
    List<String> rows = lines(set).stream().dropWhile(MetricSetTest::isComment).toList();
    List<String> names = rows.stream().map(row -> row.split("\t", -1)[0]).toList();

    assertThat(rows).isNotEmpty().noneMatch(MetricSetTest::isComment);
    assertThat(names).isSorted().doesNotHaveDuplicates();
    assertThat(set.families().keySet()).containsExactlyElementsOf(names);
  }

  @ParameterizedTest
  @EnumSource
  void namesAndLabelsAreOnesThatExpressionsCanSay(MetricSet set) throws IOException {
    assertThat(set.families().values())
        .allSatisfy(
            family -> {
              assertThat(family.name()).matches(NAME).doesNotEndWith("_bucket");
              assertThat(family.labels())
                  .allSatisfy(label -> assertThat(label).matches(LABEL).doesNotStartWith("__"))
                  .doesNotContain("le", "quantile");
            });
    for (String row : lines(set)) {
      if (!isComment(row)) {
        List<String> labels = List.of(row.split("\t", -1)[2].split(","));
        assertThat(labels).as(row).isSorted().doesNotHaveDuplicates();
      }
    }
  }

  /** Else a name of an expression would stand for two families. */
  @ParameterizedTest
  @EnumSource
  void aSeriesIsOfOneFamily(MetricSet set) {
    assertThat(
            set.families().values().stream()
                .flatMap(
                    family -> family.type().suffixes().stream().map(end -> family.name() + end)))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "KONG, kong_request_latency_ms_bucket, true, true",
    "KONG, kong_request_latency_ms_count, true, false",
    "KONG, kong_nginx_connections_total, false, false",
    "INFLUXDB, storage_shard_write_err_count, true, false",
    "VAULT, vault_core_handle_request_count, true, false",
    "CLOUDNATIVE_PG, cnpg_backends_total, false, false"
  })
  void aNameIsFoundWithWhatItsTypeSaysOfIt(
      MetricSet set, String name, boolean cumulative, boolean byBucket) {
    assertThat(set.series(name))
        .hasValueSatisfying(
            series -> {
              assertThat(series.name()).isEqualTo(name);
              assertThat(series.type() == MetricType.COUNTER).isEqualTo(cumulative);
              assertThat(series.labels().contains("le")).isEqualTo(byBucket);
            });
  }

  @Test
  void boundsOfBucketsAscendAndAreOfHistogramsAlone() {
    assertThat(
            MetricSet.SERVICES.families().values().stream()
                .filter(family -> !family.bounds().isEmpty())
                .map(MetricFamily::type))
        .isNotEmpty()
        .containsOnly(MetricType.HISTOGRAM);
    assertThat(MetricSet.SERVICES.families().get("xtrading_order_ack_latency_seconds").bounds())
        .startsWith(new BigDecimal("0.001"))
        .contains(new BigDecimal("0.5"))
        .endsWith(new BigDecimal("5"));
    assertThatThrownBy(() -> family(MetricType.HISTOGRAM, "0.5", "0.5"))
        .hasMessage("a_seconds: the bound 0.5 follows 0.5; write them in ascending order");
    assertThatThrownBy(() -> family(MetricType.GAUGE, "0.5"))
        .hasMessage("a_seconds is no histogram and has bounds of buckets");
  }

  private static MetricFamily family(MetricType type, String... bounds) {
    return new MetricFamily(
        "a_seconds", type, new TreeSet<>(), Stream.of(bounds).map(BigDecimal::new).toList());
  }

  @Test
  void everyHistogramHasSeriesByBucketAndNoneOfItsBareName() {
    for (MetricSet set : MetricSet.values()) {
      for (MetricFamily family : set.families().values()) {
        if (family.type() == MetricType.HISTOGRAM) {
          assertThat(set.series(family.name() + "_bucket").orElseThrow().labels())
              .contains("le")
              .containsAll(family.labels());
          assertThat(set.series(family.name())).isEmpty();
        }
      }
    }
  }

  @Test
  void quantilesAreOfSummariesAlone() {
    assertThat(MetricSet.VAULT.series("vault_core_handle_request").orElseThrow().labels())
        .contains("quantile");
    assertThat(MetricSet.VAULT.series("vault_core_handle_request_sum").orElseThrow().labels())
        .doesNotContain("quantile");
    assertThat(MetricSet.VAULT.series("vault_core_handle_request_bucket")).isEmpty();
  }

  @Test
  void aNameThatNobodyExportsIsNotFound() {
    assertThat(MetricSet.NODE_EXPORTER.series("cpu_usage_percent")).isEmpty();
    assertThat(MetricSet.NODE_EXPORTER.series("node_network_receive_bytes_total")).isEmpty();
  }

  private static List<String> lines(MetricSet set) throws IOException {
    return Files.readAllLines(FOLDER.resolve(set + ".tsv"));
  }

  private static boolean isComment(String line) {
    return line.startsWith("#");
  }
}
