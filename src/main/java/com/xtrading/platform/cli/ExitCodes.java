package com.xtrading.platform.cli;

import com.xtrading.platform.component.DeclarationException;
import com.xtrading.platform.credential.Masked;
import com.xtrading.platform.environment.InvalidEnvironments;
import com.xtrading.platform.manifest.Collision;
import com.xtrading.platform.manifest.DistException;
import com.xtrading.platform.model.InvalidValue;
import com.xtrading.platform.model.UserError;
import com.xtrading.platform.schema.SchemaException;

/** Turns what went wrong into a message and an exit code. */
final class ExitCodes {

  static final int FINDINGS = 1;
  static final int BAD_INPUT = 2;
  static final int INTERNAL = 3;

  /** Prints one clear message; the stack trace only where the fault is this program's. */
  static int report(Exception error, Workspace workspace) {
    if (error instanceof InvalidEnvironments broken) {
      broken.problems().forEach(problem -> workspace.err().println("error: " + problem));
      return BAD_INPUT;
    }
    if (error instanceof InvalidValue invalid) {
      workspace
          .err()
          .printf(
              "error: %s; allowed: %s; %s%n",
              invalid.getMessage(), invalid.allowed(), invalid.change());
      return BAD_INPUT;
    }
    if (error instanceof UserError
        || error instanceof DistException
        || error instanceof SchemaException
        || error instanceof DeclarationException
        || error instanceof Collision) {
      workspace.err().println("error: " + Masked.message("", error.getMessage()));
      return BAD_INPUT;
    }
    workspace.err().println("internal error: " + error.getMessage());
    error.printStackTrace(workspace.err());
    return INTERNAL;
  }

  private ExitCodes() {}
}
