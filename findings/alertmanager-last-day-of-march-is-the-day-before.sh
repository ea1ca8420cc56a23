#!/usr/bin/env bash
# Alertmanager 0.34.2 (github.com/prometheus/alertmanager/timeinterval): days_of_month counts the days of a month by its hours. In the
# month in which clocks go forward a day is missing, so that '-1' with a location such as Europe/Berlin means 30 March and not 31 March;
# without a location, and in places without daylight saving, it means the last day. 0.35.0 counts days.
# Besides, a range from a day to the last one is refused where the day is 28 or more: '28:-1' might be empty in February.
set -euo pipefail
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
cd "$work"
cat >go.mod <<'M'
module run

go 1.25.0

require (
	github.com/prometheus/alertmanager v0.34.2
	gopkg.in/yaml.v2 v2.4.0
)
M
cat >main.go <<'G'
package main

import (
	"fmt"
	"time"

	"github.com/prometheus/alertmanager/timeinterval"
	"gopkg.in/yaml.v2"
)

func main() {
	for _, place := range []string{"Europe/Berlin", "Asia/Shanghai"} {
		var interval timeinterval.TimeInterval
		if err := yaml.Unmarshal([]byte("{days_of_month: ['-1'], location: "+place+"}"), &interval); err != nil {
			panic(err)
		}
		location, err := time.LoadLocation(place)
		if err != nil {
			panic(err)
		}
		for day := 29; day <= 31; day++ {
			if interval.ContainsTime(time.Date(2026, 3, day, 12, 0, 0, 0, location)) {
				fmt.Println(place, "last day of March:", day)
			}
		}
	}
	for _, days := range []string{"27:-1", "28:-1"} {
		var interval timeinterval.TimeInterval
		fmt.Println(days, "accepted:", yaml.Unmarshal([]byte("{days_of_month: ['"+days+"']}"), &interval) == nil)
	}
}
G
export GOFLAGS=-mod=mod
go build -o run . >/dev/null 2>&1
seen=$(./run)
echo "$seen"
wanted='Europe/Berlin last day of March: 30
Asia/Shanghai last day of March: 31
27:-1 accepted: true
28:-1 accepted: false'
[ "$seen" = "$wanted" ] || { echo "this has changed"; exit 1; }
