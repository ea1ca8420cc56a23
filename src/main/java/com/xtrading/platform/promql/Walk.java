package com.xtrading.platform.promql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Goes through an expression without recursion, since a chain of operators may be long. */
final class Walk {

  private final Expr.Visitor visitor;
  private final List<Expr> path = new ArrayList<>();
  private final List<Expr> parents = Collections.unmodifiableList(path);
  private final Deque<Iterator<Expr>> open = new ArrayDeque<>();

  Walk(Expr.Visitor visitor) {
    this.visitor = visitor;
  }

  void from(Expr root) {
    enter(root);
    while (!open.isEmpty()) {
      if (open.peek().hasNext()) {
        enter(open.peek().next());
      } else {
        open.pop();
        path.remove(path.size() - 1);
      }
    }
  }

  private void enter(Expr expr) {
    visitor.visit(expr, parents);
    path.add(expr);
    open.push(expr.children().iterator());
  }
}
