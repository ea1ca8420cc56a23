package com.xtrading.platform.alerting;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.xtrading.platform.manifest.YamlWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Writes random configurations with what we say of them, one in a line, for Alertmanager to say.
 */
public final class RoutingTraces {

  private static final ObjectMapper JSON = new ObjectMapper();

  private RoutingTraces() {}

  /**
   * @param args the file, and how many configurations there are
   */
  public static void main(String[] args) throws IOException {
    try (PrintWriter out =
        new PrintWriter(Files.newBufferedWriter(Path.of(args[0]), StandardCharsets.UTF_8))) {
      out.println(JSON.writeValueAsString(Map.of("version", AlertmanagerConfig.VERSION)));
      for (int seed = 0; seed < Integer.parseInt(args[1]); seed++) {
        out.println(JSON.writeValueAsString(trace(seed)));
      }
    }
  }

  private static Map<String, Object> trace(int seed) {
    Random random = new Random(seed);
    RandomConfigs configs = new RandomConfigs(random);
    AlertmanagerConfig config = configs.config();
    boolean damaged = random.nextInt(5) < 2;
    String yaml =
        YamlWriter.write(damaged ? new RandomDamage(random).damaged(config.tree()) : config.tree());
    ConfigFile read = ConfigFile.read("alertmanager.yaml", yaml);
    if (!damaged && !read.config().equals(java.util.Optional.of(config))) {
      throw new IllegalStateException(
          "seed %d is not read as it was written: %s%n%s%n%s%n%s"
              .formatted(seed, read.refusals(), yaml, config, read.config()));
    }
    Map<String, Object> trace = new LinkedHashMap<>();
    trace.put("seed", seed);
    trace.put("config", yaml);
    trace.put("refusals", read.located(read.refusals()));
    read.config().ifPresent(accepted -> answer(trace, accepted, configs));
    return trace;
  }

  private static void answer(
      Map<String, Object> trace, AlertmanagerConfig config, RandomConfigs configs) {
    List<SortedMap<String, String>> alerts =
        Stream.generate(configs::alert).limit(4).distinct().toList();
    List<Instant> moments = Stream.generate(configs::moment).limit(4).toList();
    Routing routing = Routing.of(config);
    Inhibition inhibition = Inhibition.of(config);
    trace.put("moments", moments.stream().map(Instant::getEpochSecond).toList());
    List<Object> answers = new ArrayList<>();
    for (SortedMap<String, String> alert : alerts) {
      List<Object> notices = new ArrayList<>();
      for (Notice notice : routing.of(alert, moments.get(0))) {
        notices.add(tree(notice));
      }
      List<Object> quiet = new ArrayList<>();
      for (Instant moment : moments) {
        quiet.add(
            routing.of(alert, moment).stream()
                .map(notice -> notice.quiet().map(RoutingTraces::until).orElse(0L))
                .toList());
      }
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("labels", alert);
      answer.put("notices", notices);
      answer.put("quiet", quiet);
      answer.put("inhibited", !inhibition.of(alert, List.copyOf(alerts)).isEmpty());
      answer.put(
          "by",
          alerts.stream()
              .map(other -> !inhibition.of(alert, List.of(other, alert)).isEmpty())
              .toList());
      answers.add(answer);
    }
    trace.put("alerts", answers);
  }

  /** The second at which it ends; -1 where it does not within the horizon. */
  private static long until(Quietness quiet) {
    return quiet.until().map(Instant::getEpochSecond).orElse(-1L);
  }

  private static Map<String, Object> tree(Notice notice) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("receiver", notice.receiver());
    tree.put("group", notice.group());
    tree.put("key", notice.groupKey());
    tree.put("wait", notice.groupWait().toMillis());
    tree.put("interval", notice.groupInterval().toMillis());
    tree.put("repeat", notice.repeatInterval().toMillis());
    return tree;
  }
}
