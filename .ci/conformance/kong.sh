#!/usr/bin/env bash
# LuaJIT, which Kong is built on, runs the functions that name the user of a token: as Kong's sandbox would, with only
# what that has, on tokens as people send them. Kong itself, its router and its plugins do not run here.
set -euo pipefail
tools() { command -v luajit && luajit -e 'require "cjson"; require "rex_pcre2"'; } >/dev/null 2>&1
tools \
  || { apt-get update -qq && apt-get install -y -qq --no-install-recommends luajit lua-cjson lua-rex-pcre2; } >/dev/null 2>&1 \
  || true
tools || { echo "LuaJIT, lua-cjson and lua-rex-pcre2 could not be installed"; exit 77; }
luajit .ci/conformance/kong-user-id.lua src/main/resources/com/xtrading/platform/edge
