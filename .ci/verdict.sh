# For .ci/run and .ci/full: says what comes of each part, and keeps it in the table CI_TABLE where there is one.
failed=0
note() {
  printf '\n== %s\n' "$*"
  since=$SECONDS
}
verdict() { # name, exit code; 77 says that something was not there to run it with
  local outcome
  case "$2" in
    0) outcome=ok ;;
    77) outcome="not run" ;;
    *)
      outcome=FAILED
      failed=1
      ;;
  esac
  echo "$outcome: $1"
  [ -z "${CI_TABLE:-}" ] || echo "| $1 | $outcome | $((SECONDS - since)) |" >>"$CI_TABLE"
}
