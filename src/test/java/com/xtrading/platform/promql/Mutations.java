package com.xtrading.platform.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * Expressions that are nearly right: others with a token or a part moved, doubled, removed or
 * replaced, one to three times. The same seed makes the same ones.
 */
final class Mutations {

  private static final List<String> OPERATORS =
      List.of(
          "+",
          "-",
          "*",
          "/",
          "%",
          "^",
          "atan2",
          "==",
          "!=",
          "<",
          "<=",
          ">",
          ">=",
          "</",
          ">/",
          "and",
          "or",
          "unless",
          "== bool",
          "> bool",
          "+ on(x)",
          "/ on(x, y) group_left(z)",
          "and on()",
          "* ignoring(x) group_right",
          "OR",
          "=",
          "=~",
          "- -",
          "+ ignoring()",
          "/ on() group_left(x)");
  private static final List<String> LITERALS =
      List.of(
          "0",
          "1",
          "5m",
          "1h30m",
          "0x1F",
          "0x1e",
          "017",
          "08",
          "1_000",
          "1e3",
          "1e-3",
          ".5",
          "5.",
          "inf",
          "NaN",
          "-1",
          "0.1",
          "1d",
          "90m",
          "1500ms",
          "1y",
          "1e",
          "1_",
          "0x",
          "5m3",
          "1m1h",
          "1.5h",
          "9e18",
          "9223372036854775807",
          "9223372036.854775807",
          "292y",
          "293y",
          "0s",
          "57ms",
          "1.0005",
          "2.5",
          "\"x\"",
          "'y'",
          "`z`",
          "\"\\xff\"",
          "\"\\q\"",
          "1e400",
          "123456.789e-7");
  private static final List<String> MODIFIERS =
      List.of(
          " offset 5m",
          " offset -1h",
          " offset -(5m)",
          " offset - -5m",
          " offset (5m)",
          " offset 0",
          " @ 10",
          " @ -1.5",
          " @ start()",
          " @ end()",
          " @ 1e9",
          "[5m]",
          "[1h:]",
          "[1h:5m]",
          "[5m:1]",
          "[- -5m]",
          "[1e3]",
          "[.5:.1]",
          " anchored",
          "[5m] offset 1h",
          "[5m] @ 10 offset 1h",
          "[0]",
          " offset nan",
          " @ 5m",
          "[5m # c\n]",
          "[# c\n5m]",
          " offset 1.5",
          " offset 1e-10");
  private static final List<String> MATCHERS =
      List.of(
          "{}",
          "{a=\"b\"}",
          "{a=~\"b.*\"}",
          "{a!~\"b|\"}",
          "{a=~\"(\"}",
          "{\"a.b\"=\"c\"}",
          "{\"a b\"}",
          "{a=\"\"}",
          "{a=~\".*\"}",
          "{a!=\"b\",}",
          "{__name__=\"x\"}",
          "{a=\"\\xff\"}",
          "{a='b', b=`c`}",
          "{a=\"é\",\"é\"=\"a\"}",
          "{a=~\"x{1,1000}\"}",
          "{a=~\"[[:word:]]+\\\\.x?\"}",
          "{by=\"x\"}");
  private static final List<String> GROUPINGS =
      List.of(
          " by (x)", " without (x, y)", " by ()", " by (\"x.y\", by,)", " without ()", " by (a:b)");
  private static final List<String> EXTRA =
      List.of(
          "(",
          ")",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "=",
          "!",
          "@",
          "#",
          "\n",
          " ",
          ";",
          "$",
          "-",
          "+",
          "bool",
          "on",
          "by",
          "without",
          "offset",
          "group_left",
          "sum",
          "x",
          "5m",
          "1",
          "\"a\"",
          "é",
          "start",
          "end",
          "step",
          "fill",
          "fill(1)",
          "anchored",
          "# c\n",
          "\t",
          "\\",
          "a:b",
          "_",
          ".");

  private final Random random;
  private final List<String> seeds;
  private final List<String> parts = new ArrayList<>();
  private final List<List<String>> partsByType = new ArrayList<>();
  private final List<String> functions;
  private final List<UnaryOperator<String>> kinds =
      List.of(
          this::withoutAToken,
          this::withATokenTwice,
          this::withTokensSwapped,
          this::withAnotherToken,
          this::withAnotherCharacter,
          this::withAnotherPart,
          this::withAnotherOperator,
          this::withAnotherFunction,
          this::withPartOfAnother,
          // more often what may be right
          this::withPartOfTheSameType,
          this::withPartOfTheSameType,
          this::withPartOfTheSameType,
          this::withAnotherOperator,
          this::withAnotherLiteral,
          this::withAModifier,
          this::withAModifier,
          this::withMatchers,
          this::withAGrouping,
          this::wrapped,
          this::wrapped,
          this::joined,
          this::joined,
          this::inAnotherCase);

  /**
   * @param seeds expressions that are accepted; of others only tokens are taken
   */
  Mutations(List<String> seeds, long seed) {
    random = new Random(seed);
    this.seeds = List.copyOf(seeds);
    for (ValueType type : ValueType.values()) {
      partsByType.add(new ArrayList<>(List.of(type == ValueType.STRING ? "\"s\"" : "m[5m]")));
    }
    for (String text : seeds) {
      for (Expr part : partsOf(text)) {
        String cut = cut(text, part);
        parts.add(cut);
        partsByType.get(part.type().ordinal()).add(cut);
      }
    }
    functions = new ArrayList<>(Functions.names().stream().sorted().toList());
    functions.addAll(
        List.of(
            "sum", "topk", "quantile", "count_values", "info", "max_of", "start", "limitk", "by"));
  }

  String next() {
    String text = any(seeds);
    for (int times = 1 + random.nextInt(3); times > 0; times--) {
      text = any(kinds).apply(text);
    }
    return text;
  }

  private String withoutAToken(String text) {
    List<Position> tokens = tokens(text);
    return tokens.isEmpty() ? text : replaced(text, any(tokens), "");
  }

  private String withATokenTwice(String text) {
    List<Position> tokens = tokens(text);
    if (tokens.isEmpty()) {
      return text;
    }
    Position token = any(tokens);
    return replaced(text, token, cut(text, token) + " " + cut(text, token));
  }

  private String withTokensSwapped(String text) {
    List<Position> tokens = tokens(text);
    if (tokens.size() < 2) {
      return text;
    }
    int first = random.nextInt(tokens.size() - 1);
    int second =
        random.nextBoolean() ? first + 1 : first + 1 + random.nextInt(tokens.size() - first - 1);
    String swapped = replaced(text, tokens.get(second), cut(text, tokens.get(first)));
    return replaced(swapped, tokens.get(first), cut(text, tokens.get(second)));
  }

  private String withAnotherToken(String text) {
    List<Position> tokens = tokens(text);
    if (tokens.isEmpty()) {
      return any(EXTRA);
    }
    Position token = any(tokens);
    String other = random.nextBoolean() ? any(EXTRA) : cut(text, any(tokens));
    return replaced(
        text, random.nextBoolean() ? token : new Position(token.end(), token.end()), other);
  }

  private String withAnotherCharacter(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int at = text.offsetByCodePoints(0, random.nextInt(text.codePointCount(0, text.length())));
    int end = random.nextBoolean() ? at : text.offsetByCodePoints(at, 1);
    String other =
        random.nextInt(3) == 0 ? "" : Character.toString((char) (' ' + random.nextInt(95)));
    return replaced(text, new Position(at, end), other);
  }

  private String withAnotherPart(String text) {
    List<Expr> own = partsOf(text);
    return own.isEmpty() ? text : replaced(text, any(own).position(), any(parts));
  }

  private String withPartOfTheSameType(String text) {
    List<Expr> own = partsOf(text);
    if (own.isEmpty()) {
      return text;
    }
    Expr part = any(own);
    return replaced(text, part.position(), any(partsByType.get(part.type().ordinal())));
  }

  private String withPartOfAnother(String text) {
    String other = any(seeds);
    int from = random.nextInt(text.length() + 1);
    int to = random.nextInt(other.length() + 1);
    return text.substring(0, from) + other.substring(to);
  }

  private String withAnotherOperator(String text) {
    List<BinaryExpr> binaries =
        parsed(text).map(expr -> expr.parts(BinaryExpr.class)).orElse(List.of());
    if (binaries.isEmpty()) {
      return joined(text);
    }
    BinaryExpr binary = any(binaries);
    Position between =
        new Position(binary.left().position().end(), binary.right().position().start());
    return replaced(text, between, " " + any(OPERATORS) + " ");
  }

  private String withAnotherFunction(String text) {
    List<Call> calls = parsed(text).map(expr -> expr.parts(Call.class)).orElse(List.of());
    if (calls.isEmpty()) {
      return any(functions) + "(" + text + ")";
    }
    Call call = any(calls);
    int start = call.position().start();
    return replaced(
        text, new Position(start, start + call.function().name().length()), any(functions));
  }

  private String withAnotherLiteral(String text) {
    List<Position> literals =
        tokens(text).stream()
            .filter(
                token ->
                    Lexer.isDigit(text.charAt(token.start())) || text.charAt(token.start()) == '"')
            .toList();
    return literals.isEmpty() ? text : replaced(text, any(literals), any(LITERALS));
  }

  private String withAModifier(String text) {
    List<VectorSelector> selectors =
        parsed(text).map(expr -> expr.parts(VectorSelector.class)).orElse(List.of());
    if (selectors.isEmpty() || random.nextInt(6) == 0) {
      return text + any(MODIFIERS);
    }
    int end = any(selectors).position().end();
    return replaced(text, new Position(end, end), any(MODIFIERS));
  }

  private String withMatchers(String text) {
    List<VectorSelector> selectors =
        parsed(text).map(expr -> expr.parts(VectorSelector.class)).orElse(List.of());
    if (selectors.isEmpty()) {
      return any(MATCHERS);
    }
    VectorSelector selector = any(selectors);
    String name = random.nextInt(4) == 0 ? "" : selector.name().orElse("");
    return replaced(text, selector.position(), name + any(MATCHERS));
  }

  private String withAGrouping(String text) {
    List<Aggregation> aggregations =
        parsed(text).map(expr -> expr.parts(Aggregation.class)).orElse(List.of());
    if (aggregations.isEmpty()) {
      return "sum" + any(GROUPINGS) + "(" + text + ")";
    }
    int end = any(aggregations).position().end();
    return replaced(text, new Position(end, end), any(GROUPINGS));
  }

  private String wrapped(String text) {
    List<Expr> own = partsOf(text);
    if (own.isEmpty()) {
      return "(" + text + ")";
    }
    Expr part = any(own);
    String cut = cut(text, part);
    String around =
        switch (random.nextInt(6)) {
          case 0 -> "(" + cut + ")";
          case 1 -> "-" + cut;
          case 2 -> "+ " + cut;
          case 3 -> any(functions) + "(" + cut + ")";
          case 4 -> "sum(" + cut + ")" + any(GROUPINGS);
          default -> "(" + cut + ")[1h:]";
        };
    return replaced(text, part.position(), around);
  }

  private String joined(String text) {
    return text + " " + any(OPERATORS) + " " + any(random.nextBoolean() ? parts : seeds);
  }

  private String inAnotherCase(String text) {
    List<Position> tokens = tokens(text);
    if (tokens.isEmpty()) {
      return text;
    }
    Position token = any(tokens);
    return replaced(text, token, cut(text, token).toUpperCase(Locale.ROOT));
  }

  /** As far as the text can be read. */
  private static List<Position> tokens(String text) {
    List<Position> tokens = new ArrayList<>();
    Lexer lexer = new Lexer(text);
    try {
      for (lexer.advance(); lexer.token != Token.END; lexer.advance()) {
        tokens.add(new Position(lexer.start, lexer.end));
      }
    } catch (PromqlException e) {
      return tokens;
    }
    return tokens;
  }

  private static Optional<Expr> parsed(String text) {
    try {
      return Optional.of(Promql.parse(text));
    } catch (PromqlException e) {
      return Optional.empty();
    }
  }

  private static List<Expr> partsOf(String text) {
    return parsed(text).map(expr -> expr.parts(Expr.class)).orElse(List.of());
  }

  private static String cut(String text, Expr part) {
    return cut(text, part.position());
  }

  private static String cut(String text, Position position) {
    return text.substring(position.start(), position.end());
  }

  private static String replaced(String text, Position position, String other) {
    return text.substring(0, position.start()) + other + text.substring(position.end());
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
