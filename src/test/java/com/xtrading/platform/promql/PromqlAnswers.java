package com.xtrading.platform.promql;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes what is answered to the expressions of {@code dist/}, to the corpus, and to mutations of
 * both: one JSON object a line, for the program that asks Prometheus.
 */
public final class PromqlAnswers {

  private static final ObjectMapper JSON = new ObjectMapper();

  private PromqlAnswers() {}

  /**
   * @param args the file, how many mutations there are, and the seed
   */
  public static void main(String[] args) throws IOException {
    Set<String> delivered = DeliveredExpressions.all();
    List<String> corpus = Corpus.lines().stream().map(Corpus.Line::expression).toList();
    Set<String> seeds = new LinkedHashSet<>(delivered);
    seeds.addAll(corpus);
    int count = Integer.parseInt(args[1]);
    Mutations mutations =
        new Mutations(
            seeds.stream().filter(PromqlAnswers::isAccepted).toList(), Long.parseLong(args[2]));
    Set<String> mutated = new LinkedHashSet<>();
    while (mutated.size() < count) {
      String mutation = mutations.next();
      if (!seeds.contains(mutation) && !Texts.hasInvalidBytes(mutation)) {
        mutated.add(mutation);
      }
    }
    try (BufferedWriter out = Files.newBufferedWriter(Path.of(args[0]))) {
      write(out, "dist", delivered);
      write(out, "corpus", corpus);
      write(out, "mutation", mutated);
    }
  }

  private static boolean isAccepted(String expression) {
    try {
      return Promql.parse(expression) != null;
    } catch (PromqlException e) {
      return false;
    }
  }

  private static void write(BufferedWriter out, String source, Iterable<String> expressions)
      throws IOException {
    for (String expression : expressions) {
      Map<String, String> answer = new LinkedHashMap<>();
      answer.put("source", source);
      answer.put("expr", expression);
      try {
        answer.put("normal", Promql.parse(expression).toString());
      } catch (PromqlException e) {
        answer.put("problem", e.getMessage());
      }
      out.write(JSON.writeValueAsString(answer));
      out.newLine();
    }
  }
}
