#!/usr/bin/env bash
# LuaJ 3.0.1 (org.luaj:luaj-jse): os.date("!*t", time) is the text "*t" and no table, although "*t" alone is a table of the local time
# and "!%H:%M" a text in UTC, as the manual of Lua 5.1 and 5.2 has all of them. So a script that takes the parts of a
# date in UTC finds every field to be nil, which compares and concatenates to an error far from there. Tests that run scripts of
# other interpreters in LuaJ give them os.date of their own.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mvn -B -ntp -q dependency:get -Dartifact=org.luaj:luaj-jse:3.0.1 >/dev/null
mvn -B -ntp -q dependency:copy -Dartifact=org.luaj:luaj-jse:3.0.1 -DoutputDirectory="$work" >/dev/null
cat >Run.java <<'J'
import org.luaj.vm2.Globals;
import org.luaj.vm2.lib.jse.JsePlatform;

class Run {
  public static void main(String[] arguments) {
    Globals lua = JsePlatform.standardGlobals();
    for (String asked :
        new String[] {
          "os.date('!%H:%M', 0)", "os.date('*t', 0).hour", "os.date('!*t', 0)", "os.date('!*t', 0).hour"
        }) {
      System.out.println(asked + " = " + lua.load("return " + asked).call());
    }
  }
}
J
seen=$(java -Duser.timezone=Asia/Shanghai -cp luaj-jse-3.0.1.jar Run.java)
echo "$seen"
wanted="os.date('!%H:%M', 0) = 00:00
os.date('*t', 0).hour = 8
os.date('!*t', 0) = *t
os.date('!*t', 0).hour = nil"
[ "$seen" = "$wanted" ] || { echo "this has changed"; exit 1; }
