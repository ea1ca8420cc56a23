package com.xtrading.platform.objects;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Walks every scalar of a tree. */
public final class Scalars {

  /** A place inside a tree; it is written when somebody asks, since most places are fine. */
  public static final class Place {

    private static final Place TOP = new Place(null, "", 0);

    private final Place around;
    private final String field;
    private final int index;

    private Place(Place around, String field, int index) {
      this.around = around;
      this.field = field;
      this.index = index;
    }

    /** The name of the field; empty for an element of a list. */
    public String field() {
      return field;
    }

    /** Such as {@code spec.containers[0].image}; empty for the whole tree. */
    @Override
    public String toString() {
      if (this == TOP) {
        return "";
      }
      return field.isEmpty()
          ? TreePath.element(around.toString(), index)
          : TreePath.key(around.toString(), field);
    }
  }

  /** Receives one scalar. */
  public interface Visitor {

    /**
     * @param place where it is in the tree
     * @param key the name that the value goes by: its key, or the {@code name} of a name and value
     *     pair such as an environment variable; the elements of a list go by the name of the list,
     *     or by the option before them ({@code --password}); a default goes by the parameter that
     *     has it
     * @param value the scalar
     */
    void scalar(Place place, String key, Object value);
  }

  /**
   * A scalar.
   *
   * @param key the name that it goes by, as {@link Visitor#scalar} has it
   */
  public record Scalar(Place place, String key, Object value) {}

  /** Every scalar, in the order of the tree. */
  public static List<Scalar> of(Object tree) {
    List<Scalar> scalars = new ArrayList<>();
    visit(tree, (place, key, value) -> scalars.add(new Scalar(place, key, value)));
    return scalars;
  }

  /** What name and value pairs call the name: Kubernetes, CloudFormation, and others. */
  private static final List<String> NAMES =
      List.of("name", "Name", "key", "Key", "ParameterKey", "parameter");

  private static final Pattern OPTION = Pattern.compile("--?[A-Za-z][\\w-]*");

  private Scalars() {}

  /** Shows every scalar, in the order of the tree. */
  public static void visit(Object tree, Visitor visitor) {
    visit(Place.TOP, "", tree, visitor);
  }

  private static void visit(Place place, String key, Object node, Visitor visitor) {
    if (node instanceof Map<?, ?> map) {
      map.forEach(
          (name, value) -> {
            String own = String.valueOf(name);
            visit(new Place(place, own, 0), nameOf(own, map, key), value, visitor);
          });
    } else if (node instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        String option = i > 0 && list.get(i) instanceof String ? option(list.get(i - 1)) : "";
        visit(new Place(place, "", i), option.isEmpty() ? key : option, list.get(i), visitor);
      }
    } else if (node != null) {
      visitor.scalar(place, key, node);
    }
  }

  private static String nameOf(String own, Map<?, ?> siblings, String around) {
    return switch (own) {
      case "value", "Value", "ParameterValue" ->
          NAMES.stream()
              .map(siblings::get)
              .filter(String.class::isInstance)
              .map(String.class::cast)
              .findFirst()
              .orElse(own);
      case "default", "Default" -> around.isEmpty() ? own : around;
      default -> own;
    };
  }

  /** The name of an option that takes the next argument; empty for anything else. */
  private static String option(Object argument) {
    return argument instanceof String text && OPTION.matcher(text).matches()
        ? text.replaceFirst("^--?", "")
        : "";
  }
}
