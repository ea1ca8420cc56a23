package com.xtrading.platform.admission;

import com.xtrading.platform.objects.Quantity;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelStringExtensions.Function;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * CEL as the admission of every supported minor version of Kubernetes reads it (k8s.io/apiserver,
 * pkg/cel/environment/base.go), as far as it can be evaluated here as well. What lies outside of
 * both is not declared, so that a text which uses it is refused when it is compiled: functions that
 * Kubernetes does not have, and those that this evaluator lacks ({@code format}, {@code sum},
 * {@code url}, {@code ip}, {@code cidr}, {@code semver}, {@code find}, {@code authorizer}); and
 * {@code sign}, which Kubernetes documents as a member of quantities and declares as a function.
 */
final class KubernetesCel {

  private static final OpaqueType QUANTITY = OpaqueType.create("kubernetes.Quantity");

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .enableOptionalSyntax(true)
          .enableQuotedIdentifierSyntax(false)
          // Kubernetes refuses a list or map of values of several types.
          .enableHomogeneousLiterals(true)
          .build();

  /** The macro {@code existsOne} is not known to Kubernetes. */
  private static final List<CelStandardMacro> MACROS =
      List.of(
          CelStandardMacro.HAS,
          CelStandardMacro.ALL,
          CelStandardMacro.EXISTS,
          CelStandardMacro.EXISTS_ONE,
          CelStandardMacro.MAP,
          CelStandardMacro.MAP_FILTER,
          CelStandardMacro.FILTER);

  private static final Set<Function> STRINGS =
      Set.of(
          Function.CHAR_AT,
          Function.INDEX_OF,
          Function.JOIN,
          Function.LAST_INDEX_OF,
          Function.LOWER_ASCII,
          Function.REPLACE,
          Function.SPLIT,
          Function.SUBSTRING,
          Function.TRIM,
          Function.UPPER_ASCII);

  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.standardCelRuntimeBuilder()
          .setOptions(OPTIONS)
          .addLibraries(
              CelExtensions.optional(), CelExtensions.strings(STRINGS), CelExtensions.sets(OPTIONS))
          .addFunctionBindings(
              CelFunctionBinding.from("string_to_quantity", String.class, KubernetesCel::quantity),
              CelFunctionBinding.from(
                  "is_quantity_string", String.class, text -> Quantity.parse(text).isPresent()),
              CelFunctionBinding.from(
                  "quantity_is_greater_than",
                  BigDecimal.class,
                  BigDecimal.class,
                  (one, other) -> one.compareTo(other) > 0),
              CelFunctionBinding.from(
                  "quantity_is_less_than",
                  BigDecimal.class,
                  BigDecimal.class,
                  (one, other) -> one.compareTo(other) < 0),
              CelFunctionBinding.from(
                  "quantity_compare_to",
                  BigDecimal.class,
                  BigDecimal.class,
                  (one, other) -> (long) one.compareTo(other)))
          .build();

  private KubernetesCel() {}

  /** A text that is ready to be evaluated. */
  interface Program {
    /**
     * @param values by the names of the variables
     * @throws CelEvaluationException as Kubernetes would count as a failure of the policy
     */
    Object evaluate(Map<String, ?> values) throws CelEvaluationException;
  }

  /** What a text speaks of. */
  enum Scope {
    /** The request as a whole. */
    OBJECT("object", "oldObject", "request", "variables"),
    /** One place in it as well. */
    PLACE("object", "oldObject", "request", "variables", "container", "it");

    private final List<String> variables;
    private CelCompiler compiler;

    Scope(String... variables) {
      this.variables = List.of(variables);
    }

    /** Made when it is needed: only a violation asks about a place. */
    private synchronized CelCompiler compiler() {
      if (compiler == null) {
        compiler = made();
      }
      return compiler;
    }

    private CelCompiler made() {
      CelCompilerBuilder builder =
          CelCompilerFactory.standardCelCompilerBuilder()
              .setOptions(OPTIONS)
              .setStandardMacros(MACROS)
              .addLibraries(
                  CelExtensions.optional(),
                  CelExtensions.strings(STRINGS),
                  CelExtensions.sets(OPTIONS))
              .addFunctionDeclarations(quantities());
      variables.forEach(name -> builder.addVar(name, SimpleType.DYN));
      return builder.build();
    }
  }

  private record Text(Scope scope, String text, CelType result) {}

  /** One expression is in the text of a rule and in what is rendered of it. */
  private static final Map<Text, Program> KNOWN = new ConcurrentHashMap<>();

  /**
   * Compiles a text.
   *
   * @param place where the text stands, for the message
   * @param result what it must yield
   * @throws IllegalArgumentException when it is no CEL, outside of the portable subset, or yields
   *     something else; with place, line, column and reason
   */
  static Program compile(String place, Scope scope, String text, CelType result) {
    return KNOWN.computeIfAbsent(
        new Text(scope, text, result), unused -> compiled(place, scope, text, result));
  }

  private static Program compiled(String place, Scope scope, String text, CelType result) {
    try {
      CelAbstractSyntaxTree tree = scope.compiler().compile(text).getAst();
      if (!result.isAssignableFrom(tree.getResultType())
          && !tree.getResultType().equals(SimpleType.DYN)) {
        throw new IllegalArgumentException(
            "%s: \"%s\" yields %s; write a text that yields %s"
                .formatted(place, text.strip(), tree.getResultType().name(), result.name()));
      }
      CelRuntime.Program program = RUNTIME.createProgram(tree);
      return program::eval;
    } catch (CelValidationException e) {
      throw refused(place, text, e.getErrors());
    } catch (CelEvaluationException e) {
      throw new IllegalArgumentException("%s: %s".formatted(place, e.getMessage()), e);
    }
  }

  private static IllegalArgumentException refused(
      String place, String text, List<CelIssue> issues) {
    CelIssue first = issues.get(0);
    return new IllegalArgumentException(
        "%s: line %d, column %d of \"%s\": %s; write what both Kubernetes and this evaluator know"
            .formatted(
                place,
                first.getSourceLocation().getLine(),
                first.getSourceLocation().getColumn() + 1,
                text.strip(),
                first.getMessage().strip()));
  }

  private static BigDecimal quantity(String text) throws CelEvaluationException {
    return Quantity.parse(text)
        .orElseThrow(
            () -> new IllegalArgumentException("\"%s\" is not a quantity".formatted(text)));
  }

  private static List<CelFunctionDecl> quantities() {
    return List.of(
        CelFunctionDecl.newFunctionDeclaration(
            "quantity",
            CelOverloadDecl.newGlobalOverload("string_to_quantity", QUANTITY, SimpleType.STRING)),
        CelFunctionDecl.newFunctionDeclaration(
            "isQuantity",
            CelOverloadDecl.newGlobalOverload(
                "is_quantity_string", SimpleType.BOOL, SimpleType.STRING)),
        of("isGreaterThan", "quantity_is_greater_than", SimpleType.BOOL, QUANTITY, QUANTITY),
        of("isLessThan", "quantity_is_less_than", SimpleType.BOOL, QUANTITY, QUANTITY),
        of("compareTo", "quantity_compare_to", SimpleType.INT, QUANTITY, QUANTITY));
  }

  private static CelFunctionDecl of(
      String name, String overload, CelType result, CelType... arguments) {
    return CelFunctionDecl.newFunctionDeclaration(
        name, CelOverloadDecl.newMemberOverload(overload, result, arguments));
  }
}
